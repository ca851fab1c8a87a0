"""Voices, and the true reports that they make of a true history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import NamedTuple

from domain.values.terms import Interest, Reliability
from tests.reference.true_dates import change_date, list_date, sight_date
from tests.reference.true_history import TrueHistory
from tests.reference.true_reports import Form, Report


@dataclass(frozen=True)
class Knobs:
    """How true worlds are made. Pairs are the least and the most; shares are from 0 to 1."""

    turns: tuple[int, int] = (1, 4)
    days: tuple[int, int] = (4, 14)
    actors: tuple[int, int] = (2, 3)
    worlds_with_levels: float = 0.25
    two_in_a_day: float = 0.05
    voices: tuple[int, int] = (1, 4)
    more_reports: tuple[int, int] = (2, 12)
    """Beside those that report each turn once."""
    window_days_max: int = 6
    late_days_max: int = 5
    losers: float = 0.4
    """Of the reports of a turn, how many name the loser."""
    regained: float = 0.2
    """Of the reports of a regaining, how many say so."""
    partisan_voices: float = 0.15
    stray_own_gain: float = 0.03
    """Of the reports of voices that are no party, how many speak for their own gain all the same."""
    repeats: float = 0.15
    open_windows: float = 0.03
    """Of the dated windows, how many have no beginning ("by the 5th")."""


DENSE = Knobs(
    days=(1, 4),
    two_in_a_day=0.4,
    more_reports=(0, 6),
    window_days_max=3,
    losers=0.5,
    regained=0.5,
    partisan_voices=0.25,
)
"""So much in so few days that the order of turns is mostly left to the rules."""


class Voice(NamedTuple):
    """`party`: the actor for whom it speaks; `unknown`: nobody knows what it has to gain."""

    name: str
    party: str | None
    reliability: Reliability | None
    unknown: bool

    def interest(self, holder: str | None) -> Interest:
        if self.party is not None:
            return Interest.OWN_GAIN if self.party == holder else Interest.AGAINST_INTEREST
        return Interest.UNKNOWN if self.unknown else Interest.NEUTRAL


def speakers(random: Random, knobs: Knobs, actors: Sequence[str]) -> list[Voice]:
    """The voices of a world, the first of which is no party."""
    voices = []
    for number in range(random.randint(*knobs.voices)):
        partisan = number > 0 and random.random() < knobs.partisan_voices
        grade = random.choice([None, None, Reliability.A, Reliability.B, Reliability.D])
        party = random.choice(actors) if partisan else None
        voices.append(Voice("abcdefgh"[number], party, grade, random.random() < 0.1))
    return voices


def first_reports(
    random: Random,
    knobs: Knobs,
    history: TrueHistory,
    voices: Sequence[Voice],
    numbers: Iterable[int],
    forms: Sequence[Form],
) -> list[Report]:
    """A report that counts of each turn of these numbers."""
    reports = []
    for number in numbers:
        holder = history.state(number)[0]
        able = [voice for voice in voices if voice.interest(holder) is not Interest.OWN_GAIN]
        reports.append(_report(random, knobs, history, number, random.choice(able), random.choice(forms)))
    return reports


def more_reports(random: Random, knobs: Knobs, history: TrueHistory, voices: Sequence[Voice]) -> list[Report]:
    """Reports of any state, some twice, some for the speaker's own gain."""
    reports: list[Report] = []
    for _ in range(random.randint(*knobs.more_reports)):
        if reports and random.random() < knobs.repeats:
            reports.append(random.choice(reports))
            continue
        number = random.randint(-1, len(history.turns) - 1)
        form = random.choice([Form.CHANGE, *Form]) if number >= 0 else Form.SIGHT
        report = _report(random, knobs, history, number, random.choice(voices), form)
        stray = random.random() < knobs.stray_own_gain
        reports.append(replace(report, interest=Interest.OWN_GAIN) if stray else report)
    return reports


def _report(random: Random, knobs: Knobs, history: TrueHistory, number: int, voice: Voice, form: Form) -> Report:
    dated = form is Form.CHANGE
    return Report(
        form=form,
        about=number,
        voice=voice.name,
        held=history.state(number),
        occurred=_occurred(random, knobs, history, number, form),
        published=date.max,
        loser=history.loser(number) if dated and random.random() < knobs.losers else None,
        regained=dated and history.is_regained(number) and random.random() < knobs.regained,
        interest=voice.interest(history.state(number)[0]),
        reliability=voice.reliability,
        credibility=random.choice([None, None, 2, 4]),
    )


def _occurred(random: Random, knobs: Knobs, history: TrueHistory, number: int, form: Form) -> str:
    match form:
        case Form.CHANGE:
            return change_date(random, history, number, knobs.window_days_max, knobs.open_windows)
        case Form.SIGHT:
            return sight_date(random, history, number)
        case Form.LIST:
            return list_date(random, history, number, knobs.window_days_max)
