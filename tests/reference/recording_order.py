"""In which order true reports are told: late, and shuffled between voices and against time.

One thing a voice keeps: of two states whose times overlap in what it reports, it tells first what came first. The
rules rely on this order where equal or nested dates leave it open (DESIGN, OWN), and a voice that broke it would
mislead.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from random import Random

from domain.values.interval import first_day_reaching
from tests.reference.true_history import TrueHistory
from tests.reference.true_reports import Report


def recorded_in_order(
    random: Random, late_days_max: int, reports: Sequence[Report], history: TrueHistory
) -> list[Report]:
    """The reports in the order of the log, each with the day on which it was published."""
    by_voice: dict[str, list[Report]] = defaultdict(list)
    for report in random.sample(reports, len(reports)):
        by_voice[report.voice].append(report)
    queues = [_published(random, late_days_max, _orderly(own, history)) for own in by_voice.values()]
    ordered: list[Report] = []
    while queues:
        queue = random.choice(queues)
        ordered.append(queue.pop(0))
        queues = [queue for queue in queues if queue]
    return ordered


def is_orderly(reports: Sequence[Report], history: TrueHistory) -> bool:
    """Whether each voice tells in the order of the log and of publication, and of overlapping times what came first."""
    pairs = (pair for pair in combinations(reports, 2) if pair[0].voice == pair[1].voice)
    return all(a.published <= b.published and not _must_precede(b, a, history) for a, b in pairs)


def _orderly(own: list[Report], history: TrueHistory) -> list[Report]:
    """The reports of one voice, in their order as far as it may be kept."""
    rest, ordered = list(own), []
    while rest:
        first = next(r for r in rest if not any(_must_precede(other, r, history) for other in rest))
        rest.remove(first)
        ordered.append(first)
    return ordered


def _must_precede(first: Report, second: Report, history: TrueHistory) -> bool:
    overlap = first.held != second.held and first.window.overlaps(second.window)
    return overlap and first.moment(history) < second.moment(history)


def _published(random: Random, late_days_max: int, own: Sequence[Report]) -> list[Report]:
    published: list[Report] = []
    for report in own:
        day = first_day_reaching(report.window.end) + timedelta(days=random.randint(0, late_days_max))
        day = max([day, *(before.published for before in published[-1:])])
        published.append(replace(report, published=day))
    return published
