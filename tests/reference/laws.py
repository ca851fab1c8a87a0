"""Laws that hold for every set of claims, true or not: what an answer must not hang on.

Each law takes the claims about one place, a fold and a policy, and returns the first breach of it that it meets, or
None. The first law, that truthful voices mislead nobody, is in truthfulness.py: it needs to know the truth.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from domain.control.claims import Claim
from domain.control.state import State
from domain.values.interval import OPEN_START
from domain.values.terms import Certainty, ControlLevel, Interest, Policy
from tests.reference.claims import (
    copied,
    corrected,
    days_later,
    make_claim,
    order_of_telling,
    spoken_by,
    turn_window,
    vouched_time,
    with_actors,
)
from tests.reference.folds import Answers, Fold

_DAY = timedelta(days=1)


class Breach(NamedTuple):
    """What was answered for a day before and after a change that must not matter, and the claims after it."""

    day: date
    before: State
    after: State
    claims: tuple[Claim, ...]


Law = Callable[[Sequence[Claim], Fold, Policy], Breach | None]
Variant = tuple[list[Claim], Callable[[State], object]]
"""Other claims for the same place, and how a state of theirs reads in terms of the first."""


def an_exact_repeat_changes_nothing(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    last = _last_position(claims)
    repeated = ([*claims, replace(claim, position=last + 1)] for claim in claims)
    return _first_difference(claims, repeated, fold, policy)


def a_copy_changes_nothing(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    last = _last_position(claims)
    with_copies = ([*claims, copied(claim, last + 1, "a copyist")] for claim in claims)
    return _first_difference(claims, with_copies, fold, policy)


def a_correction_to_itself_changes_nothing(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    last = _last_position(claims)
    variants = ([*(c for c in claims if c is not claim), corrected(claim, last + 1)] for claim in claims)
    return _first_difference(claims, variants, fold, policy)


def the_recording_of_different_voices_is_not_asked(
    claims: Sequence[Claim], fold: Fold, policy: Policy
) -> Breach | None:
    return _first_difference(claims, _recorded_otherwise(claims), fold, policy, with_alternatives=True)


def names_are_not_asked(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    actors = sorted({name for claim in claims for name in (claim.holder, claim.loser) if name is not None})
    voices = sorted({claim.voice for claim in claims})
    to_last = dict(zip(actors, reversed(actors), strict=True))
    other_voices = dict(zip(voices, reversed(voices), strict=True))
    renamed = [spoken_by(with_actors(claim, to_last), other_voices[claim.voice]) for claim in claims]
    before, after = Answers(fold(claims, policy)), Answers(fold(renamed, policy))
    for day in days_of(claims):
        if _seen(before.on(day), names=to_last) != _seen(after.on(day)):
            return Breach(day, before.on(day), after.on(day), tuple(renamed))
    return None


def the_calendar_is_not_asked(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    """`since` is left out: it is a date itself."""
    shift = 1_000
    later = [days_later(claim, shift) for claim in claims]
    before, after = Answers(fold(claims, policy)), Answers(fold(later, policy))
    for day in days_of(claims):
        state = after.on(day + shift * _DAY)
        if _seen(before.on(day))[1:] != _seen(state)[1:]:
            return Breach(day, before.on(day), state, tuple(later))
    return None


def agreeing_evidence_never_lowers(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    """A new voice that sees what is ESTABLISHED on that day, or says again what a claim of the basis says."""
    before = Answers(fold(claims, policy))
    for agreeing in _agreeing(claims, before):
        after = Answers(fold([*claims, agreeing], policy))
        for day in days_of(claims):
            old, new = before.on(day), after.on(day)
            concerned = old.certainty is Certainty.ESTABLISHED and old.holder == agreeing.holder
            if concerned and (new.certainty, new.holder) != (old.certainty, old.holder):
                return Breach(day, old, new, (*claims, agreeing))
    return None


def the_newest_own_gain_word_is_to_be_seen(claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    """Until it is answered: by a later claim that counts, or by another word of its own voice.

    `LATEST` knows no own gain.
    """
    answers = Answers(fold(claims, policy))
    for day in days_of(claims):
        by_then = [c for c in claims if vouched_time(c).end.date() <= day]
        own = [c for c in by_then if c.interest is Interest.OWN_GAIN]
        newest = max(own, key=_newness, default=None)
        if newest is None or policy is Policy.LATEST or any(_answers(claim, newest) for claim in by_then):
            continue
        state = answers.on(day)
        if newest.holder not in {state.holder, *(other.holder for other in state.alternatives)}:
            return Breach(day, state, state, tuple(claims))
    return None


LAWS: tuple[Law, ...] = (
    an_exact_repeat_changes_nothing,
    a_copy_changes_nothing,
    a_correction_to_itself_changes_nothing,
    the_recording_of_different_voices_is_not_asked,
    names_are_not_asked,
    the_calendar_is_not_asked,
    agreeing_evidence_never_lowers,
    the_newest_own_gain_word_is_to_be_seen,
)


def days_of(claims: Iterable[Claim]) -> list[date]:
    """From two days before anything that the claims name to two days after it."""
    intervals = [interval for claim in claims for interval in (vouched_time(claim), turn_window(claim))]
    starts = [interval.end if interval.start == OPEN_START else interval.start for interval in intervals]
    first, last = min(starts).date() - 2 * _DAY, max(interval.end for interval in intervals).date() + 2 * _DAY
    return [first + n * _DAY for n in range((last - first).days + 1)]


def _first_difference(
    claims: Sequence[Claim],
    variants: Iterable[list[Claim]],
    fold: Fold,
    policy: Policy,
    with_alternatives: bool = False,
) -> Breach | None:
    before = Answers(fold(claims, policy))
    for variant in variants:
        after = Answers(fold(variant, policy))
        for day in days_of(claims):
            old, new = before.on(day), after.on(day)
            if _seen(old) != _seen(new) or (with_alternatives and _others(old) != _others(new)):
                return Breach(day, old, new, tuple(variant))
    return None


def _seen(state: State, names: Mapping[str, str] | None = None) -> tuple[object, ...]:
    holder = names[state.holder] if names and state.holder else state.holder
    return state.since, state.certainty, holder, state.level, state.level_certainty


def _others(state: State) -> set[tuple[str | None, ControlLevel]]:
    return {(other.holder, other.level) for other in state.alternatives}


def _recorded_otherwise(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The same claims at each other's positions, every voice in its own order. Always the same few ways."""
    random = Random(len(claims))
    in_order = sorted(claims, key=lambda claim: claim.position)
    for _ in range(4):
        slots = random.sample([claim.voice for claim in in_order], len(in_order))
        queues = {voice: iter([c for c in in_order if c.voice == voice]) for voice in slots}
        yield [replace(next(queues[voice]), position=n) for n, voice in enumerate(slots, start=1)]


def _agreeing(claims: Sequence[Claim], answers: Answers) -> Iterator[Claim]:
    position = _last_position(claims) + 1
    by_position = {claim.position: claim for claim in claims}
    for day in days_of(claims)[2:-2]:
        state = answers.on(day)
        if state.certainty is Certainty.ESTABLISHED:
            yield make_claim(
                position,
                "a new voice",
                day,
                changed=False,
                holder=state.holder,
                level=state.level,
                occurred=str(day),
            )
            for claim in map(by_position.__getitem__, {*state.basis[:1], *state.basis[-1:]}):
                if claim.interest is not Interest.OWN_GAIN:
                    yield spoken_by(replace(claim, position=position), "a new voice")


def _answers(claim: Claim, own: Claim) -> bool:
    """Whether a claim for another holder is later than a word of own gain, or of the same voice and not earlier."""
    if claim.holder == own.holder or claim.interest is Interest.OWN_GAIN:
        return False
    time, own_time = vouched_time(claim), vouched_time(own)
    if claim.voice == own.voice and time.end > own_time.start:
        return True
    if claim.changed:
        return time.start >= own_time.end
    return time.end >= own_time.end if own.changed else time.end > own_time.end


def _newness(claim: Claim) -> tuple[datetime, datetime, tuple[date, int]]:
    window = turn_window(claim)
    return window.end, window.start, order_of_telling(claim)


def _last_position(claims: Iterable[Claim]) -> int:
    return max(claim.position for claim in claims)
