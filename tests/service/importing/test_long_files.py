"""A long file of events is checked as a whole and recorded in parts, between which others write."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from domain.events import Event
from domain.values.problems import Refused
from service.importing.undo_import import ImportUndo
from store.db import tables
from store.db.connections import Database
from store.read import imports
from store.write import rebuild
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    code,
    corrected,
    place,
    place_changed,
    retracted,
    source,
)
from tests.support.exported import exported
from tests.support.log_examples import EXAMPLES, log_numbers
from tests.support.long_files import PowerCut, before_transaction, cut_off, in_parts, load
from tests.support.random_logs import Script, plans
from tests.support.recording import NOW, everything, head, record, state

LATER = NOW + timedelta(hours=1)
FILE = [
    *cast(),
    place("p", "Pe", parent="af-kunduz", codes=[code("P1")], id="place-p"),
    actor("late", id="late"),
    source("paper", id="paper"),
    changed("p", "late", source="paper", id="a"),
    asserted({"scheme": "ocha-cod-ab", "code": "P1"}, id="b"),
    asserted({"name": "Pe", "within": "af-kunduz"}, "government", id="c"),
    place_changed("p", "Qu", parent="af-kunduz", codes=[code("P2")], id="renamed"),
    asserted({"name": "Qu", "within": "af"}, "government", id="d"),
    corrected("a", changed("p", "taliban"), id="fix"),
    retracted("b", id="gone"),
    retracted("gone", id="back"),
    asserted(part_of="d", id="e"),
    asserted(copyOf="c", place="p", holder="government", id="f"),
]


async def fingerprint(db: Database) -> str:
    async with db.read() as conn:
        return await rebuild.fingerprint(conn)


async def spans(db: Database) -> list[imports.Span]:
    async with db.read() as conn:
        return await imports.spans(conn)


class TestTheSameAsAtOnce:
    @pytest.mark.parametrize("lines", [1, 2, 5, 1_000])
    async def test_what_refers_to_earlier_parts_is_found_there(self, db: Database, lines: int) -> None:
        with in_parts(lines):
            report, bad = await load(db, FILE)

        assert (bad, report.stored, report.new, report.recorded) == ([], True, len(FILE), len(FILE))
        before = await fingerprint(db)
        await rebuild.rebuild(db)
        assert await fingerprint(db) == before
        [one] = await spans(db)
        assert (one.first, one.last, one.parts, one.is_whole) == (1, len(FILE), ((1, len(FILE)),), True)

    @pytest.mark.parametrize(
        ("line", "path", "problem"),
        [
            (place("p", "Again"), "place", "ALREADY_REGISTERED"),
            (asserted({"scheme": "ocha-cod-ab", "code": "P9"}), "place", "UNKNOWN_PLACE"),
            (asserted({"name": "Nowhere"}), "place", "UNKNOWN_PLACE"),
            (corrected("a", changed("p", None)), "event", "ALREADY_CORRECTED"),
            (retracted("a"), "event", "ALREADY_CORRECTED"),
            (retracted("gone"), "event", "ALREADY_RETRACTED"),
            (retracted("late"), "event", "REGISTRATION_RETRACTED"),
            (asserted(id="a"), "id", "ID_TAKEN"),
            (asserted(part_of="missing"), "partOf", "UNKNOWN_EVENT"),
            (place("q", codes=[code("P2")]), "codes.0", "CODE_TAKEN"),
            (place_changed("af", parent="p"), "parent", "CYCLIC_PARENT"),
            ("{", "", "NOT_JSON"),
        ],
    )
    @pytest.mark.parametrize("lines", [1, 3, 1_000])
    async def test_a_bad_line_leaves_nothing_behind(
        self, db: Database, lines: int, line: Event | str, path: str, problem: str
    ) -> None:
        """Given a file of which a late line does not go with earlier ones, then nothing of the file is recorded."""
        with in_parts(lines):
            report, bad = await load(db, [*FILE, line, asserted(id="last")])

        assert [(each.line, each.problem.code) for each in bad] == [(len(FILE) + 1, problem)]
        assert ".".join(bad[0].problem.path).startswith(path)
        assert (report.stored, report.refused, report.new) == (False, 1, len(FILE) + 1)
        assert await head(db) == 0

    @EXAMPLES
    @given(plan=plans, lines=st.integers(1, 6), drop=st.integers(0, 12))
    async def test_random_files_are_accepted_or_refused_as_at_once(self, db: Database, plan, lines, drop) -> None:
        """Given a random log as a file, of which one line may be missing, then its parts decide as the whole does."""
        script = Script(f"l{next(log_numbers)}")
        events = [*script.opening(), *(event for acts in plan for event in script.batch(acts))]
        del events[len(script.opening()) + drop : len(script.opening()) + drop + 1]
        dry, told_dry = await load(db, events, dry_run=True)

        with in_parts(lines):
            report, told = await load(db, events)

        assert [(each.line, each.problem.code) for each in told] == [
            (each.line, each.problem.code) for each in told_dry
        ]
        assert (report.new, report.refused, report.stored) == (dry.new, dry.refused, not told_dry)
        before = await fingerprint(db)
        await rebuild.rebuild(db)
        assert await fingerprint(db) == before


class TestBrokenOff:
    @pytest.mark.parametrize("part", [0, 1, 3])
    async def test_the_same_file_loaded_again_goes_on(self, db: Database, part: int, emptied) -> None:
        """Given an import that a power cut ends, when the file is loaded again, then the log is that of an import that
        nothing ended.
        """
        with in_parts(4):
            with before_transaction(part, cut_off), pytest.raises(PowerCut):
                await load(db, FILE)
            assert await head(db) == 4 * part
            assert [each.is_whole for each in await spans(db)] == [False] * bool(part)
            report, _ = await load(db, FILE)
            assert (report.repeated, report.new) == (4 * part, len(FILE) - 4 * part)

            [one] = await spans(db)
            assert (one.first, one.parts, one.is_whole) == (1, ((1, len(FILE)),), True)
            async with emptied.database(db.url.get_backend_name()) as other:
                await load(other, FILE)
                assert await exported(other) == await exported(db)
                assert await fingerprint(other) == await fingerprint(db)

    async def test_it_is_taken_back_as_a_whole(self, db: Database) -> None:
        """Given a broken import, then the undo retracts what it claimed, and the file can be loaded again."""
        await record(db, *cast())
        claims = [asserted(id=f"c{number}", occurred=f"2021-06-{number + 1:02}") for number in range(9)]
        with in_parts(3):
            with before_transaction(2, cut_off), pytest.raises(PowerCut):
                await load(db, claims)
            [broken] = await spans(db)
            report = await ImportUndo("tester", LATER).undo(db, broken.first)
            assert (report.retracted, (await state(db)).holder) == (6, None)

            again, _ = await load(db, claims, now=LATER)
            assert (again.new, (await state(db)).holder) == (9, "taliban")

    async def test_another_file_of_that_name_is_another_import(self, db: Database) -> None:
        await record(db, *cast())
        with in_parts(1):
            with before_transaction(1, cut_off), pytest.raises(PowerCut):
                await load(db, [asserted(id="a"), asserted(id="b")])
            await load(db, [asserted(id="x"), asserted(id="y")])
            assert [each.is_whole for each in await spans(db)] == [True, False]
            await load(db, [asserted(id="a"), asserted(id="b")])

        first = await head(db) - 3
        assert [(each.first, each.parts) for each in await spans(db)] == [
            (first + 1, ((first + 1, first + 2),)),
            (first, ((first, first), (first + 3, first + 3))),
        ]


class TestOthersWriteMeanwhile:
    async def test_what_they_record_stands_between_the_parts(self, db: Database) -> None:
        """Given somebody who records in the middle of an import, then both are whole, and an undo takes back only what
        the file brought.
        """

        async def by_hand() -> None:
            await record(db, asserted(holder="government", occurred="2021-06-30", id="by-hand"))

        await record(db, *cast())
        begun = await head(db)
        claims = [asserted(id=f"c{number}", occurred=f"2021-06-{number + 1:02}") for number in range(6)]
        with in_parts(2), before_transaction(1, by_hand):
            report, _ = await load(db, claims)

        assert report.stored
        assert [entry.id for entry in await everything(db)][begun:] == ["c0", "c1", "by-hand", "c2", "c3", "c4", "c5"]
        [one] = await spans(db)
        assert (one.parts, one.is_whole) == (((begun + 1, begun + 2), (begun + 4, begun + 7)), True)
        before = await fingerprint(db)
        await rebuild.rebuild(db)
        assert await fingerprint(db) == before
        async with db.read() as conn:
            [listed] = await imports.imports(conn, first=5)
        assert (listed.claims, listed.standing, listed.refused) == (6, 6, 0)

        undone = await ImportUndo("tester", LATER).undo(db, one.first)
        assert (undone.retracted, (await state(db, day="2021-06-30")).holder) == (6, "government")

    async def test_the_same_file_from_two_sides_is_recorded_once(self, db: Database) -> None:
        await record(db, *cast())
        begun, claims = await head(db), [asserted(id=f"c{number}") for number in range(6)]

        async def also() -> None:
            await record(db, *claims[2:5], key="from-the-other-side")

        with in_parts(2), before_transaction(1, also):
            report, bad = await load(db, claims)
        assert (report.stored, report.recorded, bad, await head(db)) == (True, 3, [], begun + 6)

    async def test_what_stands_against_a_later_part_breaks_it_off(self, db: Database) -> None:
        """Given a retraction that comes in between, of what the file corrects later, then the import says so and keeps
        what it recorded; it goes on once the retraction is taken back.
        """
        await record(db, *cast(), asserted(id="old"))
        lines = [asserted(id="a"), asserted(id="b"), corrected("old", asserted(holder="government"), id="fix")]

        async def in_between() -> None:
            await record(db, retracted("old", id="meanwhile"))

        with in_parts(1):
            with before_transaction(2, in_between), pytest.raises(Refused) as refusal:
                await load(db, lines)
            problem, broken_off = refusal.value.problems
            assert (problem.path, problem.code) == (("fix", "event"), "ALREADY_RETRACTED")
            assert broken_off.code == "BROKEN_OFF"
            [one] = await spans(db)
            assert f"--undo {one.first}" in broken_off.message
            assert (await state(db)).holder == "taliban"

            await record(db, retracted("meanwhile"))
            report, _ = await load(db, lines)
            assert (report.repeated, report.new) == (2, 1)
        [one] = await spans(db)
        assert one.is_whole

    async def test_readers_are_never_wrong_meanwhile(self, db: Database) -> None:
        """Given an import of many parts, when it is asked about between them, then the answer is that of the claims on
        record then, under every policy; and afterwards the stored periods are whole again.
        """
        await record(db, *cast(), asserted(holder="government", occurred="2021-06-01"))
        seen = []

        async def ask() -> None:
            seen.append((await state(db, day="2021-06-30")).holder)

        claims = [changed(id=f"c{n}", occurred=f"2021-06-{n + 10}", gainer=h) for n, h in enumerate(("taliban", None))]
        for part in (1, 2):
            with in_parts(1), before_transaction(part, ask):
                await load(db, [*claims, asserted(occurred="2021-06-29", holder="government", id=f"z{part}")])
        assert seen[0] == "taliban"
        assert (await state(db, day="2021-06-30")).holder == "government"


@pytest.mark.parametrize("lines", [1, 2, 1000])
async def test_a_corrected_place_without_claims_waits_for_nothing(db: Database, lines: int) -> None:
    """Given a file that corrects the description of a place that no claim is about, then it comes to its end."""
    with in_parts(lines):
        await load(db, [*cast(), place("x", "X", id="x"), corrected("x", place("x", "Z"))])

    assert (await rebuild.rebuild(db)).equal
    async with db.read() as conn:
        assert not (await conn.execute(select(tables.folded).where(tables.folded.c.position == 0))).all()
