"""What the log spans: its days, when it became known, its kinds of places and its countries."""

from tests.support.asking import Api
from tests.support.builders import (
    cast,
    changed,
    corrected,
    measured,
    place,
    place_changed,
    retracted,
)
from tests.support.counting_cases import crossed
from tests.support.statement_counting import note_statements

DAYS = "{ log { firstDay lastDay } }"


async def test_the_log_tells_the_first_and_the_last_day_that_a_claim_names(api: Api) -> None:
    assert (await api.ask(DAYS))["log"] == {"firstDay": None, "lastDay": None}

    await api.recorded(*cast(), place_changed("af-imam-sahib", "Imam", parent="af-kunduz", occurred="1999-01-01"))
    assert (await api.ask(DAYS))["log"] == {"firstDay": None, "lastDay": None}

    await api.recorded(
        changed(occurred="../2021-06-12"),
        crossed(None, 5, source="neutral", destination="af-kunduz", occurred="2021-06-20/.."),
        measured(occurred="2021-05"),
    )
    assert (await api.ask(DAYS))["log"] == {"firstDay": "2021-05-01", "lastDay": "2021-06-20"}

    await api.recorded(changed(id="slip", occurred="2191-06-01"), changed(id="gone", occurred="1821-06-01"))
    await api.recorded(corrected("slip", changed(occurred="2021-07-01")), retracted("gone", occurred="2022-01-01"))
    assert (await api.ask(DAYS))["log"] == {"firstDay": "2021-05-01", "lastDay": "2021-07-01"}


KNOWN = "{ log { firstKnown lastKnown } }"


async def test_the_log_tells_the_first_and_the_last_day_on_which_a_claim_became_known(api: Api) -> None:
    assert (await api.ask(KNOWN))["log"] == {"firstKnown": None, "lastKnown": None}

    await api.recorded(*cast())
    assert (await api.ask(KNOWN))["log"] == {"firstKnown": None, "lastKnown": None}, "a registration is no claim"

    await api.recorded(changed(id="a", published="2021-06-22"), changed(id="b", published="2021-06-24T23:30:00-02:00"))
    assert (await api.ask(KNOWN))["log"] == {"firstKnown": "2021-06-22", "lastKnown": "2021-06-25"}

    await api.recorded(retracted("b", published="2021-07-30"), corrected("a", changed(published="2021-07-01")))
    assert (await api.ask(KNOWN))["log"] == {"firstKnown": "2021-07-01", "lastKnown": "2021-07-01"}


async def test_a_claim_that_says_no_day_is_known_from_its_recording(api: Api) -> None:
    await api.recorded(*cast(), changed(published=None))

    assert (await api.ask(KNOWN))["log"] == {"firstKnown": "2026-11-24", "lastKnown": "2026-11-24"}


PLACES = "{ log { kinds { kind count } countries { id name existsTo } } }"


async def test_the_log_tells_its_kinds_of_places_and_its_countries(api: Api) -> None:
    assert (await api.ask(PLACES))["log"] == {"kinds": [], "countries": []}

    await api.recorded(*cast(), place("su", "Soviet Union", kind="COUNTRY", existsTo="1991-12-26"))
    await api.recorded(place("gate", kind="DISTRICT"), place_changed("gate", kind="BASE", occurred="2021-06-01"))
    await api.recorded(place_changed("af", "Afghanistan (new)", kind="COUNTRY", occurred="2021-06-01"))

    assert (await api.ask(PLACES))["log"] == {
        "kinds": [
            {"kind": "COUNTRY", "count": 2},
            {"kind": "PROVINCE", "count": 1},
            {"kind": "DISTRICT", "count": 1},
            {"kind": "BASE", "count": 1},
        ],
        "countries": [
            {"id": "af", "name": "Afghanistan (new)", "existsTo": None},
            {"id": "su", "name": "Soviet Union", "existsTo": "1991-12-26"},
        ],
    }


async def test_the_bounds_are_read_together(api: Api) -> None:
    await api.recorded(*cast(), changed())
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def statements(fields: str) -> int:
        executed.clear()
        await api.ask(f"{{ log {{ {fields} }} }}")
        return len(executed)

    await statements("lastDay")  # the first question of all also counts the sizes of the log
    assert await statements("firstDay") == await statements("firstDay lastDay firstKnown lastKnown")
