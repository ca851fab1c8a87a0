"""Whatever is recorded, withheld and released, and whenever it is published: an audience has what it may open, with all
that it refers to, and what its log answers follows from these events alone.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.control.standing import Annulment, annulled
from domain.events import Event, EventCorrected, PlaceChanged, content, target
from domain.events.disclosure import TO_ALL, Disclosure
from domain.events.event_places import place_ids
from domain.values.terms import Visibility
from store.write.append import append
from store.write.batch import Batch, disclosed_as, with_ids
from store.write.lookup import values
from store.write.rebuild import rebuild
from store.write.registry import REGISTERS
from tests.support.audiences import Audiences, audiences
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, plans
from tests.support.recording import NOW

_logs = count()
EXAMPLES = sharing_fixtures(15)
AUDIENCES = (Visibility.PUBLIC, Visibility.PARTNER)
disclosures = st.one_of(
    st.just(TO_ALL),
    st.builds(
        Disclosure,
        st.sampled_from([Visibility.PUBLIC, Visibility.PARTNER, Visibility.SEALED]),
        st.one_of(st.none(), st.integers(0, 5).map(lambda days: NOW + timedelta(days))),
    ),
)


@pytest.fixture
async def kept(database_url: str, new_url: Callable[[str], str]) -> AsyncIterator[Audiences]:
    async with audiences(database_url, {to: new_url(to.lower()) for to in AUDIENCES}) as found:
        yield found


@EXAMPLES
@given(plan=plans, how=st.lists(st.tuples(disclosures, st.booleans()), min_size=6, max_size=6), days=st.integers(0, 6))
async def test_an_audience_has_exactly_what_it_may_open(kept: Audiences, plan: Any, how: Any, days: int) -> None:
    script, said, batch_of = Script(f"x{next(_logs)}"), dict[str, Disclosure](), dict[str, int]()
    recorded: list[Event] = []
    kept.clock.now = NOW
    for (disclosure, publishes), events in zip(how, [script.opening(), *map(script.batch, plan)], strict=False):
        if not events:
            continue
        batch = Batch(events, f"{script.prefix}-{len(recorded)}", "desk", kept.clock())
        recorded += with_ids(batch)
        said |= {event.id: disclosure for event in with_ids(batch)}
        batch_of |= {event.id: len(recorded) for event in with_ids(batch)}
        await append(kept.record, disclosed_as(batch, disclosure).events, key=batch.key, by="desk", now=batch.now)
        if publishes:
            await kept.publisher.publish()

    gone, now = taken_back(recorded, batch_of), kept.clock.go_on(days=days)
    await kept.publisher.publish()

    for to, db in kept.logs.items():
        found = [id for id in await kept.ids(to) if id in said]
        may_open = {id for id, one in said.items() if one.opens_to(to, now) and not (id in gone and is_later(one))}
        assert set(found) == open_to(recorded, may_open)
        assert len(found) == len(set(found))
        assert (await rebuild(db)).equal


def is_later(disclosure: Disclosure) -> bool:
    """Whether it could not be opened yet while all was recorded."""
    return disclosure.release_at is not None and disclosure.release_at > NOW


def taken_back(recorded: Sequence[Event], batch_of: Mapping[str, int]) -> set[str]:
    """The ids of those that do not stand in the end, by what came in a later batch."""
    at = {event.id: number for number, event in enumerate(recorded)}
    acts = [
        Annulment(at[event.id], at[annuls], isinstance(event, EventCorrected))
        for event in recorded
        if (annuls := target(event))
    ]
    pairs = [(recorded[number].id, recorded[by].id) for number, by in annulled(acts).items()]
    return {id for id, by in pairs if batch_of[by] > batch_of[id]}


def open_to(recorded: Sequence[Event], may_open: set[str]) -> set[str]:
    """The ids of those that may be opened and refer to nothing that may not: step by step, until none is added."""
    needs = {event.id: refers_to(event, recorded[:number]) for number, event in enumerate(recorded)}
    there: set[Any] = set()
    while added := {id for id in may_open if id not in there and needs[id] <= there}:
        there |= added
        there |= {subject(event) for event in recorded if event.id in added} - {None}
    return {event.id for event in recorded if event.id in there}


def subject(event: Event) -> tuple[str, str] | None:
    """What it registers."""
    return next(((str(one), id) for one in REGISTERS if (id := one.registered(event))), None)


def refers_to(event: Event, before: Sequence[Event]) -> set[Any]:
    """Events by their ids; places, actors and sources as `subject` has them, but for what it registers itself: another
    description is one of something that is there.
    """
    places, actors, sources = (str(one) for one in REGISTERS)
    claims = [*{id(one): one for one in (event, content(event))}.values()]
    events = {id for one in claims for name in one.EVENTS for id in values(one, name)}
    named = {(actors, id) for one in claims for name in one.ACTORS for id in values(one, name)}
    told = {(sources, one.source) for one in claims if one.source}
    where = {(places, place) for place in place_ids(event)}
    known = {subject(other) for other in before}
    named |= {(actors, name) for one in claims for name in one.attribution} & known
    own = set() if isinstance(content(event), PlaceChanged) else {subject(event)}
    described = {subject(event)} - {None} - own
    return (events | named | told | where | described) - own
