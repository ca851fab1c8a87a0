"""What the speaker of a claim has to gain by it: the rule by which Wikipedia's war maps weigh sources, made explicit.

The speaker is the first utterer where there is one, else the source by its affiliation: a newspaper that quotes the
ministry carries the ministry's interest. Nobody knows the interest of an utterer who is no registered actor: neither
that of the paper that quotes him nor none.
"""

from collections.abc import Mapping
from typing import NamedTuple

from domain.values.terms import Interest

Sides = Mapping[str, str | None]
"""Every registered actor that matters, with its belligerent side, if it has one."""


class Stakes(NamedTuple):
    """Who gains and who loses by a claim of control; `gainer` None: it says that nobody holds the place."""

    gainer: str | None
    loser: str | None


class Speaker(NamedTuple):
    """The first utterer of a claim, by id or in free text, and its source with the actor that it sides with."""

    first_utterer: str | None
    source: str | None
    affiliation: str | None


def interest(stakes: Stakes | None, speaker: Speaker, sides: Sides) -> Interest:
    """What a speaker has to gain by a claim; `stakes` None: it is not about control, and nobody gains by it.

    OWN_GAIN if its side gains, AGAINST_INTEREST if its side loses or if it fights on another. UNKNOWN without any
    speaker, and for an utterer who is no registered actor.
    """
    utterer, source, affiliation = speaker
    if utterer is not None and utterer not in sides:
        return Interest.UNKNOWN
    if utterer is None and source is None:
        return Interest.UNKNOWN
    actor = utterer or affiliation
    return Interest.NEUTRAL if actor is None or stakes is None else _of_actor(stakes, actor, sides)


def _of_actor(stakes: Stakes, actor: str, sides: Sides) -> Interest:
    if stakes.gainer is not None and _on_one_side(actor, stakes.gainer, sides):
        return Interest.OWN_GAIN
    if stakes.loser is not None and _on_one_side(actor, stakes.loser, sides):
        return Interest.AGAINST_INTEREST
    if sides.get(actor) is None:
        return Interest.NEUTRAL
    if stakes.gainer is None:
        # A belligerent that has lost a place rather says that nobody holds it than that the enemy does.
        return Interest.OWN_GAIN
    return Interest.NEUTRAL if sides.get(stakes.gainer) is None else Interest.AGAINST_INTEREST


def _on_one_side(actor: str, other: str, sides: Sides) -> bool:
    return actor == other or (sides.get(actor) is not None and sides.get(actor) == sides.get(other))
