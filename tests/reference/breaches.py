"""A breach of a law by as few claims as break it, and in words."""

from collections.abc import Sequence

from domain.control.claims import Claim
from domain.control.state import State
from domain.values.terms import Policy
from tests.reference.claims import in_words
from tests.reference.folds import Fold
from tests.reference.laws import Breach, Law


def smallest_breach(law: Law, claims: Sequence[Claim], fold: Fold, policy: Policy) -> Breach | None:
    """The breach after every claim is left out without which there still is one; None where there is none."""
    breach = law(claims, fold, policy)
    rest = list(claims)
    for claim in claims if breach else ():
        fewer = [other for other in rest if other is not claim]
        if fewer and (smaller := law(fewer, fold, policy)):
            rest, breach = fewer, smaller
    return breach


def described(law: Law, breach: Breach) -> str:
    lines = [
        f"{law.__name__.replace('_', ' ')}, but on {breach.day}:",
        f"  before  {_answer(breach.before)}",
        f"  after   {_answer(breach.after)}",
        *(f"  {in_words(claim)}" for claim in breach.claims),
    ]
    return "\n".join(lines)


def _answer(state: State) -> str:
    others = "".join(f" | {other.holder} {other.level}" for other in state.alternatives)
    return f"{state.certainty} {state.holder} {state.level} since {state.since}{others}"
