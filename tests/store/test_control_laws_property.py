"""The laws of control at the door of the store, on every engine: what the log may do without changing an answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.control.state import State
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from store.db.connections import Database
from store.read import log, snapshot
from tests.reference.folds import Answers
from tests.support.log_examples import EXAMPLES, log_numbers
from tests.support.random_logs import FIRST, Script, claims, days
from tests.support.recording import record

MANY = settings(EXAMPLES, max_examples=60)
PLACE = "p-0"
DAYS = [FIRST + timedelta(n) for n in range(-2, 7)]
near = st.integers(0, 3).map(lambda n: FIRST + timedelta(n))
crowded = st.fixed_dictionaries(
    {
        "form": st.sampled_from(["changed", "changed", "asserted"]),
        "places": st.just([PLACE]),
        "holder": st.sampled_from(["gov", "reb"]),
        "loser": st.sampled_from(["gov", "reb", None]),
        "level": st.sampled_from(["CONTROL", "CONTROL", "CONTESTED"]),
        "occurred": st.one_of(
            near.map(date.isoformat),
            st.tuples(near, near).map(lambda two: "/".join(day.isoformat() for day in sorted(two))),
            st.tuples(near, st.sampled_from(["06:00", "18:00"])).map(lambda when: f"{when[0]}T{when[1]}"),
        ),
        "source": st.sampled_from(["s-0", "s-0", "s-1"]),
        "attribution": st.sampled_from([[], [], [], ["gov"]]),
    }
)
"""So few days and voices that claims nearly always touch each other."""
logs = st.lists(st.builds(dict.__or__, claims, crowded), min_size=1, max_size=5)
Claims = Sequence[dict[str, Any]]


async def begun(db: Database, reported: Claims) -> Script:
    """A log of its own with these claims."""
    script = Script(f"law{next(log_numbers)}")
    await record(db, *script.opening())
    await go_on(db, script, [("claim", claim) for claim in reported])
    return script


async def go_on(db: Database, script: Script, acts: list[tuple[Any, ...]]) -> None:
    if events := script.batch(acts):
        await record(db, *events)


async def answers(db: Database, script: Script) -> dict[tuple[Policy, date], tuple[Any, ...]]:
    """What a reader sees of the place on every day under every policy, without the prefix of the log."""
    seen = {}
    async with db.read() as conn:
        position = (await log.head(conn)).position
        for policy in Policy:
            at = Coordinates(None, None, position, policy)
            history = Answers(await snapshot.history(conn, script.named(PLACE), at))
            seen |= {(policy, day): as_seen(script, history.on(day)) for day in DAYS}
    return seen


def as_seen(script: Script, state: State) -> tuple[Any, ...]:
    def name(actor: str | None) -> str | None:
        return actor and actor.removeprefix(f"{script.prefix}-")

    others = {(name(other.holder), other.level) for other in state.alternatives}
    return state.certainty, name(state.holder), state.level, state.level_certainty, state.since, others


def differences(before: dict[Any, Any], after: dict[Any, Any]) -> dict[Any, Any]:
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def voices(claim: dict[str, Any]) -> set[str]:
    """Whoever may be the voice of the claim."""
    return {name for name in (claim["source"], *claim["attribution"][:1]) if name is not None}


def recorded_otherwise(reported: Claims, order: Sequence[int]) -> Claims:
    """The claims in this order, as far as every voice keeps its own."""
    rest, result = list(order), []
    while rest:
        free = next(n for n in rest if not any(m < n and voices(reported[m]) & voices(reported[n]) for m in rest))
        rest.remove(free)
        result.append(reported[free])
    return result


@MANY
@given(reported=logs, which=st.integers(0, 4))
async def test_an_exact_repeat_changes_nothing(db: Database, reported: Claims, which: int) -> None:
    script = await begun(db, reported)
    before = await answers(db, script)

    await go_on(db, script, [("claim", reported[which % len(reported)])])

    assert differences(before, await answers(db, script)) == {}


@MANY
@given(reported=logs, which=st.integers(0, 4), published=st.one_of(st.none(), days.map(date.isoformat)))
async def test_a_correction_to_itself_changes_nothing(
    db: Database, reported: Claims, which: int, published: str | None
) -> None:
    script = await begun(db, reported)
    before = await answers(db, script)

    await go_on(db, script, [("correct", which, reported[which % len(reported)], published)])

    assert differences(before, await answers(db, script)) == {}


@MANY
@given(reported=logs, which=st.integers(0, 4), published=days.map(date.isoformat), at_once=st.booleans())
async def test_a_retracted_claim_is_as_if_never_made(
    db: Database, reported: Claims, which: int, published: str, at_once: bool
) -> None:
    index = which % len(reported)
    others = [claim for number, claim in enumerate(reported) if number != index]
    retracting = [("retract", index, published)]
    if at_once:
        script = await begun(db, reported)
        await go_on(db, script, retracting)
    else:
        script = await begun(db, reported[: index + 1])
        await go_on(db, script, retracting)
        await go_on(db, script, [("claim", claim) for claim in reported[index + 1 :]])

    without = await begun(db, others)

    assert differences(await answers(db, without), await answers(db, script)) == {}


@MANY
@given(reported=logs, order=st.permutations(range(5)))
async def test_the_recording_of_different_voices_is_not_asked(
    db: Database, reported: Claims, order: Sequence[int]
) -> None:
    order = [number for number in order if number < len(reported)]

    first = await begun(db, reported)
    second = await begun(db, recorded_otherwise(reported, order))

    assert differences(await answers(db, first), await answers(db, second)) == {}
