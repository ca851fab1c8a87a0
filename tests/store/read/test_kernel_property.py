"""The kernel answers as the store does by its statements, whatever the log, the coordinates and the way it followed."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from domain.control.aspects import Aspect
from domain.history import diff as diffing
from domain.history.diff import Cause
from domain.history.replay import frames as frames_by_place
from domain.history.series import series as series_by_place
from domain.history.status_tally import status_series
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from store.db.connections import Database
from store.read import snapshot
from store.read.head_watch import head_watch
from store.read.kernel.changes import changes
from store.read.kernel.diff import CAUSES, Placed, differences
from store.read.kernel.kernel import Kernel
from store.read.kernel.replay import frames
from store.read.kernel.series import series
from tests.support.inline_folds import InlineFolds
from tests.support.log_examples import COORDINATES, EXAMPLES, written
from tests.support.random_logs import FIRST, PLACES, plans, wandering
from tests.support.recording import record

DAYS = [FIRST + timedelta(days) for days in range(-1, 16)]
STEPS = st.integers(1, 4)
EVERYWHERE = st.sampled_from([False, False, False, True])
"""Whether the places of all examples before are asked about too: they become many."""


@EXAMPLES
@given(
    plan=plans,
    more=plans,
    asked=st.lists(COORDINATES, min_size=3, max_size=3),
    aspect=st.sampled_from(Aspect),
    everywhere=EVERYWHERE,
)
async def test_states_are_those_of_the_store(db: Database, plan, more, asked, aspect, everywhere):
    own: set[str] = set()
    async with head_watch(db) as heads:
        kernel = Kernel(db, heads, InlineFolds())
        for part in (plan, more):
            script, told = await written(db, part)
            own |= {script.named(name) for name in PLACES}
            world = await kernel.world(patience_s=60)
            assert world
            assert world.head.position == told[-1].position
            later = [(day + timedelta(3), *more) for day, *more in asked]  # of maps that are known by then
            at_head = [(day, None, 0, policy) for day, _, _, policy in asked]
            for day, known_at, _, policy in [*asked, *at_head, *later]:
                at = Coordinates(day, known_at, world.head.position, policy)
                versions = world.gazetteer.existing(PlaceKind.DISTRICT, None, day)
                if not everywhere:
                    versions = versions[[world.gazetteer.ids[version] in own for version in versions]]
                states = await kernel.states(world, versions, at, aspect)
                assert states is not None
                chosen = {} if everywhere else {"place_ids": own}
                async with db.read() as conn:
                    stored = await snapshot.states(conn, at, aspect=aspect, kind=PlaceKind.DISTRICT, **chosen)
                assert [world.gazetteer.ids[version] for version in versions] == [one.place_id for one in stored]
                shown = [as_shown(world.states.row(state)) for state in states.tolist()]
                assert shown == [as_shown_by_store(one.state) for one in stored]
                last_words = world.states.last_words(states, day.toordinal()).tolist()
                expected = [one.state.last_word(day) for one in stored]
                assert last_words == [found.toordinal() if found else 0 for found in expected]


@EXAMPLES
@given(plan=plans, asked=st.lists(COORDINATES, min_size=3, max_size=3), aspect=st.sampled_from(Aspect))
async def test_at_an_earlier_position_it_answers_as_the_store_or_not_at_all(db: Database, plan, asked, aspect):
    _, told = await written(db, plan)
    async with head_watch(db) as heads:
        kernel = Kernel(db, heads, InlineFolds())
        world = await kernel.world(patience_s=60)
        assert world
        for day, known_at, back, policy in asked:
            at = Coordinates(day, known_at, max(world.head.position - back, told[0].position - 1), policy)
            for version in world.gazetteer.existing(PlaceKind.DISTRICT, None, day)[-3:]:
                states = await kernel.states(world, np.array([version], np.int32), at, aspect)
                if states is not None:
                    async with db.read() as conn:
                        [stored] = await snapshot.states(
                            conn, at, aspect=aspect, place_ids=[world.gazetteer.ids[version]]
                        )
                    assert as_shown(world.states.row(int(states[0]))) == as_shown_by_store(stored.state)


@EXAMPLES
@given(plan=plans, step=STEPS, asked=COORDINATES, within=st.booleans())
async def test_all_changes_at_once_are_those_of_the_frames(db: Database, plan, step, asked, within):
    script, _ = await written(db, plan)
    await record(db, *wandering(script))
    async with head_watch(db) as heads:
        world = await Kernel(db, heads, InlineFolds()).world(patience_s=60)
    assert world
    selection = DAYS[::step], PlaceKind.DISTRICT, script.named("one") if within else None, asked[3]

    found = changes(world, *selection)

    rows = zip(*(column.tolist() for column in found[1:]), strict=True)
    assert [(frame, int(found.places[place]), *more) for frame, place, *more in rows] == [
        row
        for number, frame in enumerate(frames(world, *selection))
        for row in sorted(
            [
                *((number, *row, False) for row in zip(frame.places, frame.states, frame.statuses, strict=True)),
                *((number, place, 0, 0, True) for place in frame.gone),
            ],
            key=lambda row: world.numbers.words[row[1]],
        )
    ]


@EXAMPLES
@given(plan=plans, step=STEPS, asked=COORDINATES)
async def test_series_and_replays_are_those_counted_place_by_place(db: Database, plan, step, asked):
    await written(db, plan)
    _, _, _, policy = asked
    async with head_watch(db) as heads:
        world = await Kernel(db, heads, InlineFolds()).world(patience_s=60)
    assert world
    at, days = Coordinates(None, None, world.head.position, policy), DAYS[::step]
    async with db.read() as conn:
        control, status = [
            await snapshot.place_histories(conn, at, aspect=aspect, within=None, kind=PlaceKind.DISTRICT)
            for aspect in Aspect
        ]
    assert series(world, days, PlaceKind.DISTRICT, None, policy).points() == series_by_place(control, days)
    counted = series(world, days, PlaceKind.DISTRICT, None, policy, Aspect.STATUS).points()
    rows = {point.day: [(row.held[0], row.low, row.high) for row in point.rows] for point in counted}
    expected = status_series(status, days)
    assert rows == {
        day: [(None if row.status == "UNKNOWN" else row.status, row.low, row.high) for row in rows]
        for day, rows in expected.items()
    }
    for mine, theirs in zip(
        frames(world, days, PlaceKind.DISTRICT, None, policy), frames_by_place(control, days, status), strict=True
    ):
        assert mine.day == theirs.day
        assert world.ids(mine.places.tolist()) == [*theirs.states] == [*theirs.statuses]
        for numbers, states in ((mine.states, theirs.states), (mine.statuses, theirs.statuses)):
            shown = [as_shown(world.states.row(state)) for state in numbers.tolist()]
            assert shown == [as_shown_by_store(state) for state in states.values()]
        assert world.ids(mine.gone.tolist()) == theirs.gone


@EXAMPLES
@given(plan=plans, asked=st.tuples(COORDINATES, COORDINATES))
async def test_differences_are_those_of_the_pure_rule(db: Database, plan, asked):
    await written(db, plan)
    async with head_watch(db) as heads:
        kernel = Kernel(db, heads, InlineFolds())
        world = await kernel.world(patience_s=60)
        assert world
        (first_day, known, _, policy), (second_day, later, _, _) = asked
        coordinates = [
            Coordinates(day, moment, world.head.position, policy)
            for day, moment in ((first_day, known), (second_day, known), (second_day, later))
        ]
        placed, maps = [], []
        for aspect in Aspect:
            columns, dicts = [], []
            for at in coordinates:
                versions = world.gazetteer.existing(None, None, at.date)
                states = await kernel.states(world, versions, at, aspect)
                assert states is not None
                columns.append(Placed(world.gazetteer.place[versions], states))
                async with db.read() as conn:
                    stored = await snapshot.states(conn, at, aspect=aspect)
                dicts.append({one.place_id: one.state for one in stored})
            placed.append(columns)
            maps.append(diffing.differences(*dicts))
    found = differences(world, *placed)
    causes = dict(zip(world.ids(found.places.tolist()), (CAUSES[cause] for cause in found.causes), strict=True))
    expected: dict[str, Cause] = {
        id: diffing.together(changes[id].cause for changes in maps if id in changes)
        for id in sorted({id for changes in maps for id in changes})
    }
    assert causes == expected


def as_shown(row):
    others = [(other.holder, other.level, other.claims, other.voices) for other in row.alternatives]
    return (*row[:-1], others)


def as_shown_by_store(state):
    return (
        state.holder,
        state.level,
        state.certainty,
        state.level_certainty,
        state.since,
        state.manner,
        len(state.basis),
        state.voices,
        [(other.holder, other.level, len(other.claims), other.voices) for other in state.alternatives],
    )
