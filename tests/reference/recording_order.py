"""In which order true reports are recorded: late, and shuffled between voices and against time.

Where the rules read an order out of the words of one voice (own_order.py), it must be the true one: such a voice tells
first what came first, and what it cannot tell so is told by another voice.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from random import Random

from domain.values.interval import first_day_reaching
from tests.reference.own_order import OwnOrder, own_order
from tests.reference.true_history import TrueHistory
from tests.reference.true_reports import Report

_OTHER_VOICES = "mnopqrstuvwxyz"


def recorded_in_order(
    random: Random, late_days_max: int, reports: Sequence[Report], history: TrueHistory
) -> list[Report]:
    """The reports in the order of the log, each with the day on which it was published."""
    by_voice: dict[str, list[Report]] = defaultdict(list)
    for report in _by_able_voices(random.sample(reports, len(reports)), history):
        by_voice[report.voice].append(report)
    queues = [_published(random, late_days_max, _orderly(own, history)) for own in by_voice.values()]
    ordered: list[Report] = []
    while queues:
        queue = random.choice(queues)
        ordered.append(queue.pop(0))
        queues = [queue for queue in queues if queue]
    return ordered


def is_orderly(reports: Sequence[Report], history: TrueHistory) -> bool:
    """Whether each voice publishes in the order of the log, and says nothing in which the rules read a false order."""
    pairs = (pair for pair in combinations(reports, 2) if pair[0].voice == pair[1].voice)
    return all(
        a.published <= b.published and not _misleads(a, b, history) and not _must_precede(b, a, history)
        for a, b in pairs
    )


def _by_able_voices(reports: Sequence[Report], history: TrueHistory) -> list[Report]:
    """What a voice cannot say beside its other reports without misleading is said by somebody else."""
    able: list[Report] = []
    for report in reports:
        others = iter(_OTHER_VOICES)
        while any(r.voice == report.voice and _misleads(r, report, history) for r in able):
            report = replace(report, voice=next(others))
        able.append(report)
    return able


def _orderly(own: list[Report], history: TrueHistory) -> list[Report]:
    """The reports of one voice, in their order as far as it may be kept."""
    rest, ordered = list(own), []
    while rest:
        first = next(r for r in rest if not any(_must_precede(other, r, history) for other in rest))
        rest.remove(first)
        ordered.append(first)
    return ordered


def _misleads(a: Report, b: Report, history: TrueHistory) -> bool:
    order = own_order(a.word, b.word) if a.held != b.held else OwnOrder.APART
    a_first = a.moment(history) < b.moment(history)
    return order is (OwnOrder.SECOND if a_first else OwnOrder.FIRST)


def _must_precede(first: Report, second: Report, history: TrueHistory) -> bool:
    as_told = first.held != second.held and own_order(first.word, second.word) is OwnOrder.AS_TOLD
    return as_told and first.moment(history) < second.moment(history)


def _published(random: Random, late_days_max: int, own: Sequence[Report]) -> list[Report]:
    published: list[Report] = []
    for report in own:
        day = first_day_reaching(report.window.end) + timedelta(days=random.randint(0, late_days_max))
        day = max([day, *(before.published for before in published[-1:])])
        published.append(replace(report, published=day))
    return published
