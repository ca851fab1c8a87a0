"""The comparison of a claimed total with the log, in words."""

from collections.abc import Collection, Iterable

from domain.history.claimed_totals import ClaimedTotal
from domain.history.tally_comparison import CountedTotal, consistent
from domain.values.reported_number import ReportedNumber
from domain.values.terms import ControlLevel, TallyBasis
from service.wording.number_words import range_words


def tally_note(claim: ClaimedTotal, shown: CountedTotal) -> str:
    """A claimed total beside the count of the log, in words."""
    return " ".join(_sentences(claim, shown))


def _sentences(claim: ClaimedTotal, shown: CountedTotal) -> Iterable[str]:
    kind = claim.kind.replace("_", " ").lower()
    if claim.holding is None:
        yield f"No holder is named, so nothing can be counted beside it; there were {shown.denominator} ({kind})."
    else:
        levels = _levels(claim.holding.levels)
        yield f"The log shows {_words(shown.count)} of {shown.denominator} ({kind}) {_counted(claim)}{levels}."
    if shown.falls and shown.recaptured:
        yield f"Falls reported: {_words(shown.falls)}; places of them retaken by the end: {_words(shown.recaptured)}."
    if claim.holding and shown.silent:
        yield f"For {shown.silent} others the log has no report on some or all of those days: they may count or not."
    if claim.denominator is not None and claim.denominator != shown.denominator:
        yield (
            f"The claim is of {claim.denominator} places and the log knows {shown.denominator}: two lists, so neither "
            "number is divided by the total of the other."
        )
    yield _verdict(claim, shown)


def _counted(claim: ClaimedTotal) -> str:
    window = claim.window
    if claim.basis is TallyBasis.NET:
        return f"held at the end of {window.last}"
    if claim.basis is TallyBasis.NET_GAIN:
        since = f" from {window.first} on" if window.first else ""
        return f"that came under the holder{since} and were held at the end of {window.last}"
    begin = f"from {window.first} to" if window.first else "up to"
    return f"that came under the holder {begin} {window.last}, each counted once"


def _levels(levels: Collection[ControlLevel]) -> str:
    """Nothing where only CONTROL is counted, as is usual."""
    if set(levels) == {ControlLevel.CONTROL}:
        return ""
    return f", at the level {' or '.join(level for level in ControlLevel if level in levels)}"


def _verdict(claim: ClaimedTotal, shown: CountedTotal) -> str:
    fits = consistent(claim, shown)
    if fits is None:
        return "Nobody can know whether the two fit."
    return "The two fit." if fits else "The two do not fit."


def _words(number: ReportedNumber) -> str:
    return range_words(number.low, number.high, thousands="")
