"""Why a reported name may mean a place, in words."""

from collections.abc import Iterable

from domain.gazetteer.match_reasons import MatchReason
from domain.gazetteer.match_reasons import MatchReasonKind as Kind
from store.write.likeness_words import LIKENESS

_SENTENCES = {
    **LIKENESS,
    Kind.BRACKETS_TELL_APART: "what is in brackets may tell it from this place",
    Kind.RIVALS: "{number} other place{s} about as likely, or more",
    Kind.NOT_ALIKE_ENOUGH: "not alike enough to be sure",
    Kind.NOT_ALIKE_ENOUGH_AMONG_MANY: "not alike enough to be sure among more than {number} places",
    Kind.TOO_SHORT_AMONG_MANY: "too short to be sure of it among more than {number} places",
}


def match_reasons(reasons: Iterable[MatchReason]) -> list[str]:
    """The reasons of a match, in their order."""
    return [_words(reason) for reason in reasons]


def _words(reason: MatchReason) -> str:
    words = _SENTENCES[reason.kind].format(number=reason.number, s="s are" if reason.number > 1 else " is")
    return words if reason.part is None else f"{reason.part!r}: {words}"
