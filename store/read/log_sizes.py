"""How much there is of what makes a question costly, counted now and then: what questions are priced by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any, NamedTuple

from sqlalchemy import extract, func, select, union

from domain.control.aspects import Aspect
from domain.values.limits import ANCESTORS_MAX
from store.db import tables
from store.db.columns import UtcDay, in_force
from store.db.connections import Connection
from store.read import log
from store.read.log import Head

Unit = tuple[str | None, str | None]
"""The place within which, None for anywhere, and the kind of places, None for every kind."""
Years = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class News:
    """How many claims there are about the places of which something was said in a while. A place counts in every month
    in which anything about it became known, and where it was folded last.
    """

    by_month: Mapping[int, int]
    by_thousand: Mapping[int, int]
    """Of positions."""
    last: date | None = None
    """The day (UTC) on which anything became known last. None: nobody has looked."""

    def known_in(self, first: date, last: date | None) -> int:
        if self.last and first > self.last:
            return 0
        until = _month(last or date.max)
        return sum(claims for month, claims in self.by_month.items() if _month(first) <= month <= until)

    def recorded_since(self, position: int) -> int:
        return sum(claims for part, claims in self.by_thousand.items() if part >= position // _POSITIONS)


_POSITIONS = 1_000


def _month(day: date) -> int:
    return 12 * day.year + day.month


@dataclass(frozen=True)
class LogSizes:
    """A log at one position. Of a place that is not here, as of one that is named and not given by its id, the size of
    everything is taken.
    """

    head: Head = log.EMPTY
    folded_since: int = 0
    """The first position at which a place was folded: a rebuild moves it."""
    places: Mapping[Unit, int] = field(default_factory=dict)
    claims: Mapping[Aspect, Mapping[Unit, int]] = field(default_factory=dict)
    """Of every unit, each with the claims about its places."""
    claims_about: Mapping[Aspect, Mapping[str, int]] = field(default_factory=dict)
    """Those about each place alone."""
    people: Years = field(default_factory=dict)
    """Claims that number people, by type and by the year in which what they report began; year 0: that is open."""
    reports_max: int = 0
    """Of the published series that has the most reports."""
    claims_waiting: int = 0
    """About places whose periods are older than their claims: those of a long import; all where the projections are
    behind the log.
    """
    news: News | None = None
    """Where it has not been counted, there may be news of every place."""

    @property
    def position(self) -> int:
        return self.head.position

    def places_in(self, within: str | None, kind: str | None) -> int:
        return self.places.get(self._known(within, kind), 0)

    def claims_in(self, within: str | None, kind: str | None, aspect: Aspect) -> int:
        return self.claims.get(aspect, {}).get(self._known(within, kind), 0)

    def claims_of(self, place: str | None, aspect: Aspect) -> int:
        """About one place; about the one that has most, where it is not known which is meant."""
        about = self.claims_about.get(aspect, {})
        return about.get(place or "", max(about.values(), default=0))

    def claims_of_one(self, aspect: Aspect) -> int:
        """About a place on average, rounded up."""
        return -(-self.claims_in(None, None, aspect) // max(1, self.places_in(None, None)))

    def claims_to_fold(self, known: date | None, position: int | None) -> int:
        """About the places of which the stored periods do not tell what was known on a day (UTC) at a position; None:
        all that is known, at the head. At most.
        """
        since = None if position is None or position >= self.position else position
        if known is None and since is None:
            return self.claims_waiting
        return self.claims_with_news(known, None, since)

    def claims_with_news(
        self, known: date | None = None, until: date | None = None, position: int | None = None
    ) -> int:
        """About the places of which anything became known from one day to another (None: ever), or since a position was
        recorded, and about those that wait to be folded; at most.
        """
        everything = sum(self.claims_in(None, None, aspect) for aspect in Aspect)
        if self.news is None:
            return everything
        later = 0 if known is None else self.news.known_in(known, until)
        later += 0 if position is None else self.news.recorded_since(position)
        return min(everything, later + self.claims_waiting)

    def people_in(self, type: str, first: date, last: date) -> int:
        by_year = self.people.get(type, {})
        return sum(count for year, count in by_year.items() if year == 0 or first.year <= year <= last.year)

    def _known(self, within: str | None, kind: str | None) -> Unit:
        return (within if (within, None) in self.places else None, kind)


async def counted_at(conn: Connection) -> tuple[Head, int]:
    """The head and `folded_since` of a log: while they are the same, its sizes are."""
    folded = tables.folded.c.position
    return await log.head(conn), (await conn.execute(select(func.min(folded)).where(folded > 0))).scalar() or 0


async def log_sizes(conn: Connection) -> LogSizes:
    """Eight statements, of which two go through all claims."""
    head, since = await counted_at(conn)
    version = tables.place_version.c
    wanted = select(version.place, version.parent, version.kind).where(in_force(tables.place_version, None))
    kinds: dict[str, str] = {}
    parents: dict[str, set[str]] = defaultdict(set)
    for place, parent, kind in await conn.execute(wanted):
        kinds[place] = kind
        if parent:
            parents[place].add(parent)
    where = _where(kinds, parents)
    about = await _claims_about(conn)
    return LogSizes(
        head=head,
        folded_since=since,
        places=_summed(where, dict.fromkeys(where, 1)),
        claims={aspect: _summed(where, counts) for aspect, counts in about.items()},
        claims_about=about,
        people=await _people(conn),
        reports_max=await _reports_max(conn),
        claims_waiting=await _claims_waiting(conn, head, about),
    )


def _month_of(known: Any) -> Any:
    day = UtcDay(known)
    return (12 * extract("year", day) + extract("month", day)).label("month")


async def news_of(conn: Connection) -> News:
    """Four statements that go through all claims, some more than once."""
    claim, folded = tables.claim.c, tables.folded.c
    act, named = tables.annulment.c, tables.event_place.c
    annulled = select(_month_of(act.known), named.place).join_from(
        tables.annulment, tables.event_place, named.position == act.position
    )
    told = union(select(_month_of(claim.known), claim.place), annulled).subquery()
    about = select(claim.place, func.count().label("claims")).group_by(claim.place).subquery()
    part = (folded.position // _POSITIONS).label("part")
    by_month = select(told.c.month, func.sum(about.c.claims)).join(about, about.c.place == told.c.place)
    by_part = (
        select(part, func.sum(about.c.claims)).join(about, about.c.place == folded.place).where(folded.position > 0)
    )
    return News(
        by_month={int(month): int(claims) for month, claims in await conn.execute(by_month.group_by(told.c.month))},
        by_thousand={int(part): int(claims) for part, claims in await conn.execute(by_part.group_by(part))},
        last=await _last_known(conn),
    )


async def _last_known(conn: Connection) -> date:
    columns = tables.claim.c.known, tables.annulment.c.known
    found = [(await conn.execute(select(func.max(known)))).scalar() for known in columns]
    return max((moment.astimezone(UTC).date() for moment in found if moment), default=date.min)


class _Where(NamedTuple):
    """All that a place has ever lain in, and its kind: the same for many places."""

    above: frozenset[str]
    kind: str


def _where(kinds: Mapping[str, str], parents: Mapping[str, Iterable[str]]) -> dict[str, _Where]:
    known: dict[frozenset[str], frozenset[str]] = {}
    found: dict[str, _Where] = {}
    for place, kind in kinds.items():
        direct = frozenset(parents.get(place, ()))
        if direct not in known:
            known[direct] = _above(direct, parents)
        found[place] = _Where(known[direct], kind)
    return found


def _above(direct: frozenset[str], parents: Mapping[str, Iterable[str]]) -> frozenset[str]:
    around, level = direct, direct
    for _ in range(ANCESTORS_MAX - 1):
        level = frozenset(parent for below in level for parent in parents.get(below, ())) - around
        if not level:
            break
        around |= level
    return around


def _summed(where: Mapping[str, _Where], counts: Mapping[str, int]) -> dict[Unit, int]:
    """Of every unit: a place by itself, what lies in it, and everything; each with and without the kind."""
    found: Counter[Unit] = Counter()
    together: Counter[_Where] = Counter()
    for place, count in counts.items():
        if at := where.get(place):
            together[at] += count
            if place not in at.above:
                found[place, None] = found[place, at.kind] = count
    for at, count in together.items():
        for within in (None, *at.above):
            found[within, None] += count
            found[within, at.kind] += count
    return dict(found)


async def _claims_about(conn: Connection) -> dict[Aspect, dict[str, int]]:
    claim = tables.claim.c
    # All of them by an index alone, and the few that are not about control one by one: no index has both columns, and
    # SQLite would fetch every row by the index of places, which takes five times as long.
    of_all = select(claim.place, func.count()).group_by(claim.place)
    of_others = select(claim.aspect, claim.place, func.count()).where(claim.aspect != Aspect.CONTROL)
    found: dict[Aspect, dict[str, int]] = {aspect: {} for aspect in Aspect}
    control: Counter[str] = Counter(dict((await conn.execute(of_all)).all()))
    for aspect, place, count in await conn.execute(of_others.group_by(claim.aspect, claim.place)):
        found[Aspect(aspect)][place] = count
        control[place] -= count
    found[Aspect.CONTROL] = +control
    return found


async def _people(conn: Connection) -> dict[str, dict[int, int]]:
    row = tables.people.c
    year = func.coalesce(extract("year", row.earliest), 0)
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for type, began, count in await conn.execute(select(row.type, year, func.count()).group_by(row.type, year)):
        found[type][int(began)] = count
    return found


async def _claims_waiting(conn: Connection, head: Head, about: Mapping[Aspect, Mapping[str, int]]) -> int:
    if head.projection < head.position:
        return sum(sum(claims.values()) for claims in about.values())
    folded = tables.folded.c
    waiting = {*(await conn.execute(select(folded.place).where(folded.position == 0))).scalars()}
    return sum(claims.get(place, 0) for claims in about.values() for place in waiting)


async def _reports_max(conn: Connection) -> int:
    report = tables.measure_report.c
    counts = select(func.count(report.position).label("reports")).group_by(report.measure, report.place).subquery()
    return (await conn.execute(select(func.max(counts.c.reports)))).scalar() or 0
