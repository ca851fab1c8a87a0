"""Random logs for Hypothesis: claims, corrections, retractions of both, and new descriptions of actors and sources.

A plan is drawn first and carried out afterwards, because what may be corrected depends on what stands by then.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.events import Event
from tests.support.builders import (
    actor,
    asserted,
    changed,
    confirmed,
    corrected,
    place,
    place_changed,
    retracted,
    source,
    status,
)
from tests.support.moments import published

FIRST = date(2021, 6, 1)
PLACES = ("p-0", "p-1", "p-2")
ACTORS = ("gov", "reb", "obs")
SIDES = ("north", "south", None)
SOURCES = ("s-0", "s-1", "s-2")
LATE_ACTOR = "late"

days = st.integers(0, 12).map(lambda n: FIRST + timedelta(n))
occurrences = st.one_of(
    days.map(date.isoformat),
    st.tuples(days, days).map(lambda two: "/".join(day.isoformat() for day in sorted(two))),
    days.map(lambda day: f"../{day}"),
    st.tuples(days, days).map(lambda two: f"[{min(two)}..{max(two)}]"),
    st.tuples(days, st.integers(0, 23)).map(lambda when: f"{when[0]}T{when[1]:02}:00"),
)
claims = st.fixed_dictionaries(
    {
        "form": st.sampled_from(["changed", "asserted", "asserted", "confirmed", "status"]),
        "places": st.lists(st.sampled_from(PLACES), min_size=1, max_size=3),
        "holder": st.sampled_from([*ACTORS, None]),
        "loser": st.sampled_from([*ACTORS, None]),
        "level": st.sampled_from(["CONTROL", "CONTROL", "CONTESTED", "INFLUENCE"]),
        "manner": st.sampled_from(["UNKNOWN", "VIOLENT", "ABANDONED"]),
        "status": st.sampled_from(["OPEN", "CLOSED", "UNKNOWN"]),
        "direction": st.sampled_from([None, None, "OUTBOUND"]),
        "occurred": occurrences,
        "published": st.one_of(st.none(), published(days)),
        "source": st.sampled_from([*SOURCES, None]),
        "attribution": st.sampled_from([[], [], ["gov"], [LATE_ACTOR], ["somebody"]]),
        "credibility": st.sampled_from([None, 1, 5]),
    }
)
acts = st.one_of(
    st.tuples(st.just("claim"), claims),
    st.tuples(st.just("claim"), claims),
    st.tuples(st.just("correct"), st.integers(0, 99), claims, st.one_of(st.none(), published(days))),
    st.tuples(st.just("retract"), st.integers(0, 99), published(days)),
    st.tuples(st.just("retract"), st.integers(0, 99), published(days)),
    st.tuples(st.just("actor"), st.integers(0, 2), st.sampled_from(SIDES)),
    st.tuples(
        st.just("source"),
        st.integers(0, 2),
        st.sampled_from([None, "A", "E"]),
        st.sampled_from([*ACTORS, None]),
    ),
    st.tuples(st.just("late"), st.sampled_from(SIDES)),
)
plans = st.lists(st.lists(acts, min_size=2, max_size=6), min_size=2, max_size=5)
"""Batches of acts."""


@dataclass
class Script:
    """Carries a plan out under names of its own, so that many logs fit into one database."""

    prefix: str
    stands: list[str] = field(default_factory=list)
    """Ids of claims, corrections and retractions that nothing standing annuls."""
    annuls: dict[str, str] = field(default_factory=dict)
    current: dict[str, str] = field(default_factory=dict)
    """The event by which each actor and source is described now."""
    described: set[str] = field(default_factory=set)
    """Every event that describes an actor or a source."""
    written: int = 0

    def opening(self) -> list[Event]:
        actors = [self._actor(name, side) for name, side in zip(ACTORS, SIDES, strict=True)]
        return [
            *actors,
            *(self._source(name, "C", None) for name in SOURCES),
            *(place(self.named(name)) for name in PLACES),
        ]

    def batch(self, acts: list[tuple[Any, ...]]) -> list[Event]:
        return [event for name, *given in acts if (event := getattr(self, f"_{name}_act")(*given))]

    def named(self, name: str | None) -> str | None:
        return name and f"{self.prefix}-{name}"

    def _id(self) -> str:
        self.written += 1
        return f"{self.prefix}:{self.written}"

    def _claim_act(self, given: dict[str, Any]) -> Event:
        self.stands.append(id := self._id())
        return self._claim(given, id=id)

    def _claim(self, given: dict[str, Any], **more: Any) -> Event:
        common = {
            "credibility": given["credibility"],
            "source": self.named(given["source"]),
            "published": given["published"],
            "attribution": [self.named(name) for name in given["attribution"]],
            **more,
        }
        if given["form"] == "status":
            where = self.named(given["places"][0])
            return status(where, given["status"], given["occurred"], direction=given["direction"], **common)
        common["level"] = given["level"]
        [where, *others], holder = [self.named(one) for one in given["places"]], self.named(given["holder"])
        if given["form"] == "confirmed":
            return confirmed([where, *others], holder, given["occurred"], **common)
        if given["form"] == "asserted":
            return asserted(where, holder, given["occurred"], **common)
        loser = self.named(given["loser"]) if given["loser"] != given["holder"] else None
        return changed(where, holder, given["occurred"], loser=loser, manner=given["manner"], **common)

    def _correct_act(self, which: int, given: dict[str, Any], published: str | None) -> Event | None:
        corrigible = [id for id in self.stands if not self.annuls.get(id, "").startswith("retracts ")]
        if not corrigible:
            return None
        target = corrigible[which % len(corrigible)]
        id = self._annul(target, "corrects")
        return corrected(target, self._claim(given), id=id, published=published)

    def _retract_act(self, which: int, published: str) -> Event | None:
        if not self.stands:
            return None
        target = self.stands[which % len(self.stands)]
        return retracted(target, id=self._annul(target, "retracts"), published=published)

    def _annul(self, target: str, how: str) -> str:
        self.annuls[id := self._id()] = f"{how} {target}"
        self.stands.append(id)
        # Newest first: what a retracted annulment did has ended; a corrected one's has not.
        annulled_ids: set[str] = set()
        undone: set[str] = set()
        for act, what in reversed(self.annuls.items()):
            kind, _, annulled = what.partition(" ")
            if act not in undone:
                annulled_ids.add(annulled)
                undone |= {annulled} if kind == "retracts" else set()
        written = (f"{self.prefix}:{n}" for n in range(1, self.written + 1))
        self.stands = [one for one in written if one not in annulled_ids | self.described]
        return id

    def _actor_act(self, which: int, side: str | None) -> Event:
        name = ACTORS[which]
        before = self.current[name]
        return corrected(before, self._actor(name, side, id=None), id=self._describe(name))

    def _source_act(self, which: int, reliability: str | None, affiliation: str | None) -> Event:
        name = SOURCES[which]
        before = self.current[name]
        return corrected(before, self._source(name, reliability, affiliation, id=None), id=self._describe(name))

    def _late_act(self, side: str | None) -> Event | None:
        return None if LATE_ACTOR in self.current else self._actor(LATE_ACTOR, side)

    def _describe(self, name: str) -> str:
        self.current[name] = id = self._id()
        self.described.add(id)
        return id

    def _actor(self, name: str, side: str | None, **more: Any) -> Event:
        return actor(self.named(name), side=self.named(side), **(more or {"id": self._describe(name)}))

    def _source(self, name: str, reliability: str | None, affiliation: str | None, **more: Any) -> Event:
        fields = {"reliability": reliability, "affiliation": self.named(affiliation)}
        return source(self.named(name), **fields, **(more or {"id": self._describe(name)}))


def wandering(script: Script) -> list:
    """Two provinces; a place is moved from one to the other and back, and two come and go."""
    one, other, first, second, third = [script.named(name) for name in ("one", "other", *PLACES)]
    moves = [(one, "2021-06-01"), (other, "2021-06-04"), (one, "2021-06-05"), (other, "2021-06-09")]
    return [
        place(one, kind="PROVINCE"),
        place(other, kind="PROVINCE"),
        *(place_changed(first, parent=parent, occurred=day) for parent, day in moves),
        place_changed(second, parent=one, existsFrom="2021-06-02", existsTo="2021-06-08"),
        place_changed(third, parent=one, occurred="2021-06-03", existsTo="2021-06-07"),
        place_changed(third, parent=one, occurred="2021-06-08", existsFrom="2021-06-10"),
    ]
