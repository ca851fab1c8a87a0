"""Why a state is as it is, in one English sentence: the rule that decided, with the parties by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from domain.control.aspects import Level
from domain.control.state import Alternative, State
from domain.values.sealed import short_sealed
from domain.values.terms import Certainty, ControlLevel, Direction, Policy

Names = Mapping[str, str]
"""The name of each actor by its id; one without a name goes by its id."""
_USUAL: tuple[Level, ...] = (ControlLevel.CONTROL, Direction.BOTH)
"""Levels that need no mention."""


class Subject(NamedTuple):
    """What the state is of, where nobody is certain of it."""

    unknown: str
    unknown_before: str
    unheard: str


HOLDER = Subject(
    "Nobody is known to hold it",
    "Nobody is known to have held it before",
    "No claim that counts says by then who holds it",
)
STATUS = Subject(
    "Its status is not known",
    "Its status before is not known",
    "No report says by then whether it can be used",
)
_OPEN = "../"
"""With which EDTF begins that has no beginning."""
_LEVELS = {
    Certainty.DISPUTED: "is disputed",
    Certainty.POSSIBLE: "may have changed",
    Certainty.CLAIMED: "is denied only by those who gain by it",
}


def why_text(state: State, policy: Policy, names: Names, subject: Subject = HOLDER) -> str:
    """The sentence. `policy` is the one that the state was resolved by; `names` has those of `actors_named`."""
    return short_sealed(f"{_SENTENCES[state.certainty](state, policy, names, subject)}{_about_level(state)}.")


def actors_named(state: State) -> set[str]:
    """Ids of the actors that the sentence names."""
    return {holder for holder in (state.holder, *(other.holder for other in state.alternatives)) if holder}


def _established(state: State, policy: Policy, names: Names, subject: Subject) -> str:
    if others := _others(state):
        return f"{_backed(state, names)}, and what is said for {_parties(others, names)} does not count against it"
    return f"{_backed(state, names)}, and no later word by then is for anybody else"


def _possible(state: State, policy: Policy, names: Names, subject: Subject) -> str:
    before = f"{_backed(state, names)}, but" if state.basis else f"{subject.unknown_before}, and"
    later = f"it may already have passed to {_parties(_others(state), names)}"
    return f"{before} {later}: the time for which that is told has begun and is not over"


def _claimed(state: State, policy: Policy, names: Names, subject: Subject) -> str:
    before = _backed(state, names) if state.basis else subject.unknown
    said = _parties(_others(state), names, nobody="that nobody holds it")
    return f"{before}; {said} is said only by those who gain by it, and nothing later answers them"


def _disputed(state: State, policy: Policy, names: Names, subject: Subject) -> str:
    if state.basis:
        better = f"{_held(state.holder, state.level, names)}{_since(state)} ({_voices(state.voices)})"
        sides = f"the better ones are for {better}, the others for {_parties(_others(state), names)}"
        return f"Voices are divided, and nothing shows which side is out of date: {sides}"
    divided = f"Nobody is certain: voices are divided between {_parties(state.alternatives, names, 'and')}"
    if policy is Policy.CAUTIOUS:
        return f"{divided}, and the policy CAUTIOUS takes no side: the place counts as contested"
    return f"{divided}, and neither interest, grade nor order decides between them"


def _unknown(state: State, policy: Policy, names: Names, subject: Subject) -> str:
    return subject.unheard


_SENTENCES = {
    Certainty.ESTABLISHED: _established,
    Certainty.POSSIBLE: _possible,
    Certainty.CLAIMED: _claimed,
    Certainty.DISPUTED: _disputed,
    Certainty.UNKNOWN: _unknown,
}


def _about_level(state: State) -> str:
    """Where the level is uncertain in another way than the holder, with what others say of it."""
    if state.holder is None or state.level_certainty == state.certainty or state.level_certainty not in _LEVELS:
        return ""
    others = [
        f"{other.level} ({_voices(other.voices)})" for other in state.alternatives if other.holder == state.holder
    ]
    return f"; the level {state.level} {_LEVELS[state.level_certainty]}" + (
        f": {_listed(others, 'or')}" if others else ""
    )


def _others(state: State) -> list[Alternative]:
    """The alternatives that are for another holder; all of them where no claim backs the state."""
    return [other for other in state.alternatives if other.holder != state.holder or not state.basis]


def _backed(state: State, names: Names) -> str:
    """`Taliban since 2021-06-12/2021-06-22: 2 voices say so`."""
    say = "says" if state.voices == 1 else "say"
    held = _held(state.holder, state.level, names, nobody="Nobody")
    return f"{held}{_since(state)}: {_voices(state.voices)} {say} so"


def _since(state: State) -> str:
    if state.since and state.since.startswith(_OPEN):
        return f" by {state.since.removeprefix(_OPEN)} at the latest"
    return f" since {state.since}" if state.since else ""


def _voices(number: int) -> str:
    return "1 voice" if number == 1 else f"{number:,} voices"


def _held(holder: str | None, level: Level, names: Names, *details: str, nobody: str = "nobody") -> str:
    """The holder by name, with the level where it is not the usual one."""
    name = nobody if holder is None else names.get(holder, holder)
    shown = [*([] if level in _USUAL else [level.value]), *details]
    return f"{name} ({', '.join(shown)})" if shown else name


def _parties(others: Iterable[Alternative], names: Names, word: str = "or", nobody: str = "nobody") -> str:
    """`Taliban (2 voices) or nobody (CONTESTED, 1 voice)`."""
    parties = [_held(other.holder, other.level, names, _voices(other.voices), nobody=nobody) for other in others]
    return _listed(parties, word)


def _listed(items: Sequence[str], word: str) -> str:
    *first, last = items or ["others"]
    return f"{', '.join(first)} {word} {last}" if first else last
