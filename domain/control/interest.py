"""What the speaker of a claim has to gain by it: the rule by which Wikipedia's war maps weigh sources, made explicit.

The interest of a claim is that of its first utterer where that is a registered actor, else that of the source's
affiliation: a newspaper that quotes the ministry carries the ministry's interest.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.values.terms import Interest


class Stakes(NamedTuple):
    """Who gains and who loses by a claim; None where nobody is named."""

    gainer: str | None
    loser: str | None


def utterer(attribution: Sequence[str], affiliation: str | None, sides: Mapping[str, str | None]) -> str | None:
    """The actor whose word a claim is. `sides` has every registered actor with its belligerent side, if it has one."""
    return attribution[0] if attribution and attribution[0] in sides else affiliation


def interest(stakes: Stakes, speaker: str | None, has_source: bool, sides: Mapping[str, str | None]) -> Interest:
    """OWN_GAIN if the speaker or its side gains; AGAINST_INTEREST if the speaker fights on another side or loses."""
    if speaker is None:
        return Interest.NEUTRAL if has_source else Interest.UNKNOWN
    if stakes.gainer is None:
        return Interest.NEUTRAL
    if _on_one_side(speaker, stakes.gainer, sides):
        return Interest.OWN_GAIN
    if stakes.loser is not None and _on_one_side(speaker, stakes.loser, sides):
        return Interest.AGAINST_INTEREST
    fights = sides.get(speaker) is not None and sides.get(stakes.gainer) is not None
    return Interest.AGAINST_INTEREST if fights else Interest.NEUTRAL


def _on_one_side(actor: str, other: str, sides: Mapping[str, str | None]) -> bool:
    return actor == other or (sides.get(actor) is not None and sides.get(actor) == sides.get(other))
