"""The periods of one place with many claims, folded from the day on from which what is new may change them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from domain.control.aspects import Aspect
from domain.control.interest import Sides
from domain.control.resolution import periods_by_policy
from domain.control.standing import annulled
from domain.control.state import Period
from domain.history.incremental import Recent, joined, periods_since_change
from domain.values.terms import Policy
from store.db import limits, tables
from store.db.columns import listed, positions_listed
from store.db.connections import Connection
from store.db.long_work import done_aside
from store.read.annulments import acts_upon
from store.read.claim_rows import ClaimRow, claims_kept
from store.read.claims import rows_at, sides_at_head
from store.read.periods import BITS, to_period, to_rows
from store.write.projections.annulments import roots
from store.write.rows import Row

_MANY = 1_000
"""Sources, corrections and retractions since a place was folded: to look through more takes longer than to fold it."""


class Refolded(NamedTuple):
    """The rows of the periods of an aspect that last until a day or longer, and those that are stored of them. The
    rows of earlier ones are as they were.
    """

    stored: list[tuple[object, ...]]
    rows: list[Row]


async def refolded(conn: Connection, place: str, rows: Sequence[ClaimRow], sides: Sides) -> list[Refolded] | None:
    """What the periods become by all that was recorded since they were folded; None where any day may differ.

    `rows` are all claims about the place that stand, and `sides` those of the actors in them.
    """
    since = (await conn.execute(_FOLDED_AT, {"place": place})).scalar()
    if not since or await _is_reassessed(conn, place, since):
        return None
    otherwise = await _standing_otherwise(conn, place, since)
    if otherwise is None:
        return None
    revived, gone = otherwise
    sides = {**sides, **(await sides_at_head(conn, gone) if gone else {})}
    fresh = revived.union(row.position for row in rows if row.position > since)
    (changes,) = await done_aside(conn, _changes, [(rows, gone, fresh, sides)], cost=0)
    if changes is None:
        return None
    found = [await _with_stored(conn, place, aspect, change) for aspect, change in changes.items()]
    return None if None in found else [each for each in found if each]


_FOLDED_AT = select(tables.folded.c.position).where(tables.folded.c.place == bindparam("place"))


async def _is_reassessed(conn: Connection, place: str, since: int) -> bool:
    """Whether an actor, or a source of claims about the place, was described after a position."""
    actor, source, claim = tables.actor_version.c, tables.source_version.c, tables.claim.c
    if (await conn.execute(select(actor.position).where(actor.position > since).limit(1))).first():
        return True
    described = select(source.source).where(source.position > since).limit(_MANY + 1)
    sources = (await conn.execute(described)).scalars().all()
    if not sources or len(sources) > _MANY:
        return bool(sources)
    of_one = select(claim.position).where(claim.place == place, claim.source.in_(listed(sources)))
    return (await conn.execute(of_one.limit(1))).first() is not None


async def _standing_otherwise(conn: Connection, place: str, since: int) -> tuple[set[int], list[ClaimRow]] | None:
    """By the corrections and retractions after a position, of what was recorded by then: where it stands again, and the
    claims about the place that stand no longer. None where there are many of any place, as after a long import.
    """
    act = tables.annulment.c
    targets = (await conn.execute(select(act.target).where(act.position > since).limit(_MANY + 1))).scalars().all()
    if len(targets) > _MANY:
        return None
    if not targets:
        return set(), []
    acts = await acts_upon(conn, positions_listed(await roots(conn, targets)), None, None)
    before, now = annulled(act for act in acts if act.position <= since).keys(), annulled(acts).keys()
    return set(before - now), await rows_at(conn, place, [at for at in now - before if at <= since])


_Change = Recent | Mapping[Policy, Sequence[Period]]
"""What differs from a day on, or all periods."""


def _changes(
    rows: Sequence[ClaimRow], gone: Sequence[ClaimRow], fresh: set[int], sides: Sides
) -> dict[Aspect, _Change] | None:
    """By aspect; None where the days cannot be told from which the periods of one may differ."""
    found: dict[Aspect, _Change] = {}
    for aspect in Aspect:
        own, lost = ([row for row in each if row.aspect == aspect] for each in (rows, gone))
        if not (lost or any(row.position in fresh for row in own)):
            continue
        new = claims_kept(own, sides)
        if len(own) < limits.FOLDED_ON_CLAIMS:
            found[aspect] = periods_by_policy(new)
            continue
        old = [claim for claim in new if claim.position not in fresh] + claims_kept(lost, sides)
        change = periods_since_change(old, new)
        if change is None:
            return None
        found[aspect] = change
    return found


async def _with_stored(conn: Connection, place: str, aspect: Aspect, change: _Change) -> Refolded | None:
    """None where the stored periods are not those that the fold of the last days would have given before."""
    column = tables.period.c
    wanted = select(tables.period).where(column.place == place, column.aspect == aspect.value)
    if not isinstance(change, Recent):
        stored = (await conn.execute(wanted)).all()
        return Refolded([tuple(row) for row in stored], list(to_rows(place, aspect, change)))
    lasting = or_(column.end_before.is_(None), column.end_before >= change.since)
    stored = (await conn.execute(wanted.where(lasting))).all()
    kept = [(row.policies, to_period(row)) for row in stored]
    periods: dict[Policy, Sequence[Period]] = {}
    for policy, later in change.periods.items():
        own = _under(policy, kept)
        if not change.agrees(policy, own):
            return None
        periods[policy] = joined(own, change.since, later)
    return Refolded([tuple(row) for row in stored], list(to_rows(place, aspect, periods)))


def _under(policy: Policy, begun: Iterable[tuple[int, Period]]) -> list[Period]:
    return sorted((period for bits, period in begun if bits & BITS[policy]), key=lambda period: period.start)
