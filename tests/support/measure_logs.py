"""Random logs of one series, for Hypothesis, and the answers worked out from their events without SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.events import Event, MeasureReported, content
from domain.values.knowledge import published_by
from tests.support.builders import corrected, measured, place, retracted, source
from tests.support.moments import published
from tests.support.reference_fold import Recorded, standing_positions

FIRST = date(2021, 6, 1)
OCCURRED = ("2021-06-01", "2021-06-02", "2021-06")
SOURCES = ("s-0", "s-1", None)

days = st.integers(0, 8).map(lambda n: FIRST + timedelta(n))
values = st.fixed_dictionaries(
    {
        "number": st.integers(0, 3),
        "occurred": st.sampled_from(OCCURRED),
        "published": st.one_of(st.none(), published(days)),
        "source": st.sampled_from(SOURCES),
        "measure": st.sampled_from(["arrivals", "arrivals", "arrivals", "returns"]),
    }
)
acts = st.one_of(
    st.tuples(st.just("report"), values),
    st.tuples(st.just("report"), values),
    st.tuples(st.just("correct"), st.integers(0, 99), values, st.one_of(st.none(), published(days))),
    st.tuples(st.just("retract"), st.integers(0, 99), published(days)),
)
plans = st.lists(st.lists(acts, min_size=1, max_size=5), min_size=1, max_size=5)


@dataclass
class Script:
    """Carries a plan out at a place of its own, so that many logs fit into one database."""

    prefix: str
    written: int = 0
    stands: list[str] = field(default_factory=list)
    """Ids of reports and corrections that nothing annuls; retractions are left alone here."""

    @property
    def place(self) -> str:
        return f"{self.prefix}-place"

    def opening(self) -> list[Event]:
        return [place(self.place), *(source(f"{self.prefix}-{name}") for name in SOURCES if name)]

    def batch(self, acts: Sequence[tuple[Any, ...]]) -> list[Event]:
        return [event for name, *given in acts if (event := getattr(self, f"_{name}")(*given))]

    def _report(self, given: dict[str, Any]) -> Event:
        self.stands.append(id := self._id())
        return self._value(given, id=id)

    def _correct(self, which: int, given: dict[str, Any], published: str | None) -> Event | None:
        if not self.stands:
            return None
        target = self.stands.pop(which % len(self.stands))
        self.stands.append(id := self._id())
        return corrected(target, self._value(given), id=id, published=published)

    def _retract(self, which: int, published: str) -> Event | None:
        if not self.stands:
            return None
        target = self.stands.pop(which % len(self.stands))
        return retracted(target, id=self._id(), published=published)

    def _id(self) -> str:
        self.written += 1
        return f"{self.prefix}:{self.written}"

    def _value(self, given: dict[str, Any], **more: Any) -> Event:
        told_by = given["source"] and f"{self.prefix}-{given['source']}"
        published = given["published"]
        return measured(
            given["number"],
            given["occurred"],
            published=published,
            source=told_by,
            measure=f"{self.prefix}-{given['measure']}",
            place=self.place,
            **more,
        )


def in_force(
    log: Sequence[Recorded], measure: str, known_at: datetime | None, position: int
) -> dict[str, dict[str, int]]:
    """By what is measured and who says it, the number of the newest edition that stands."""
    standing = standing_positions(log, known_at, position)
    newest: dict[str, dict[str, tuple[Any, int]]] = {}
    for one in log:
        said = content(one.event)
        if one.position > position or (known_at and one.known > known_at) or one.position not in standing:
            continue
        if not isinstance(said, MeasureReported) or said.measure != measure:
            continue
        day, first = edition(log, one)
        voices = newest.setdefault(said.occurred, {})
        voice = said.source or f"#{first}"
        if voice not in voices or voices[voice][0] < (day, first, one.position):
            voices[voice] = (day, first, one.position), said.count.best
    return {what: {voice: number for voice, (_, number) in voices.items()} for what, voices in newest.items()}


def edition(log: Sequence[Recorded], one: Recorded) -> tuple[datetime, int]:
    """The moment at which the edition came out, and the position of the first report of it."""
    target = next((other for other in log if other.event.id == getattr(one.event, "event", None)), None)
    day, first = edition(log, target) if target else (one.known, one.position)
    published = content(one.event).published
    return published_by(published) if published else day, first
