"""The status of a place: whether a crossing, a bridge, an airport or a base can be used, on any day, as known on any."""

from typing import Any

import pytest

from tests.support.asking import Api
from tests.support.builders import asserted, cast, corrected, event, place, retracted, source, status

POST = "af-sher-khan-bandar"
STATUS = """
    status direction certainty since
    basis { id } alternatives { id }
"""


@pytest.fixture
async def told(api: Api) -> Api:
    post = place(POST, "Sher Khan Bandar", kind="BORDER_CROSSING_POINT", parent="af-imam-sahib")
    await api.recorded(*cast(), post, source("post"))
    return api


async def on(api: Api, day: str, coordinates: str = "") -> Any:
    found = await api.ask(
        '{ asOf(date: "%s"%s) { place(id: "%s") { holder { id } status { %s } } } }' % (day, coordinates, POST, STATUS)
    )
    return found["asOf"]["place"]["status"]


async def test_a_status_stands_from_the_day_on_which_it_was_seen(told: Api) -> None:
    await told.recorded(status(POST, "OPEN", "2021-06-15", id="open"), status(POST, "CLOSED", "2021-06-22", id="shut"))

    assert await on(told, "2021-06-14") is None
    seen = await on(told, "2021-06-15")
    assert (seen["status"], seen["direction"], seen["certainty"]) == ("OPEN", "BOTH", "ESTABLISHED")
    between = await on(told, "2021-06-20")
    assert (between["status"], between["certainty"], between["alternatives"]) == ("OPEN", "POSSIBLE", [{"id": "shut"}])
    after = await on(told, "2021-06-22")
    assert (after["status"], after["since"]) == ("CLOSED", "2021-06-15/2021-06-22")
    assert after["basis"] == [{"id": "shut"}]


async def test_the_status_is_not_the_holder_and_the_holder_not_the_status(told: Api) -> None:
    await told.recorded(asserted(POST, "taliban", "2021-06-22"))
    assert await on(told, "2021-06-22") is None

    await told.recorded(status(POST, "CLOSED", "2021-06-22"))

    found = await told.ask('{ asOf(date: "2021-06-22") { place(id: "%s") { holder { id } basis { type } } } }' % POST)
    assert found["asOf"]["place"] == {"holder": {"id": "taliban"}, "basis": [{"type": "ControlAsserted"}]}
    assert (await on(told, "2021-06-22"))["status"] == "CLOSED"


async def test_two_sources_of_one_day_dispute_it_and_no_interest_is_asked(told: Api) -> None:
    """Given a ministry that says open and a better source that says closed, then the grade decides, not the gain."""
    await told.recorded(
        status(POST, "OPEN", "2021-06-22", source="ministry", attribution=["government"], id="ministry-says"),
        status(POST, "CLOSED", "2021-06-22", id="paper-says"),
    )

    found = await on(told, "2021-06-22")

    assert (found["status"], found["certainty"]) == ("CLOSED", "DISPUTED")
    assert found["alternatives"] == [{"id": "ministry-says"}]
    cautious = await on(told, "2021-06-22", ", policy: CAUTIOUS")
    assert (cautious["status"], cautious["direction"]) == ("UNKNOWN", None)


async def test_it_says_in_which_direction(told: Api) -> None:
    await told.recorded(status(POST, "OPEN", "2021-06-22", direction="OUTBOUND"))

    assert (await on(told, "2021-06-22"))["direction"] == "OUTBOUND"


async def test_that_nobody_knows_is_a_status_too(told: Api) -> None:
    await told.recorded(status(POST, "OPEN", "2021-06-15"), status(POST, "UNKNOWN", "2021-06-22"))

    found = await on(told, "2021-06-22")

    assert (found["status"], found["certainty"]) == ("UNKNOWN", "ESTABLISHED")


async def test_both_clocks_corrections_and_retractions_apply(told: Api) -> None:
    await told.recorded(status(POST, "CLOSED", "2021-06-22", published="2021-06-23", id="shut"))
    await told.recorded(
        corrected("shut", status(POST, "RESTRICTED", "2021-06-22", published=None), published="2021-07-01", id="mended")
    )
    await told.recorded(retracted("mended", published="2021-07-05"))

    days = ("2021-06-22", "2021-06-23", "2021-06-30", "2021-07-01", "2021-07-05")
    found = [await on(told, "2021-06-22", f', knownOn: "{day}"') for day in days]

    assert [one and one["status"] for one in found] == [None, "CLOSED", "CLOSED", "RESTRICTED", "CLOSED"]
    assert (await on(told, "2021-06-22"))["status"] == "CLOSED"


async def test_the_stored_periods_and_the_fold_agree(told: Api) -> None:
    await told.recorded(status(POST, "OPEN", "2021-06-15"), status(POST, "CLOSED", "2021-06-20/2021-06-22"))
    await told.recorded(status(POST, "DESTROYED", "2021-06-25", source="post"))
    days = [f"2021-06-{day}" for day in range(14, 30)]

    assert [await on(told, day) for day in days] == [await on(told, day, ', knownOn: "2021-07-10"') for day in days]


async def test_its_history_is_in_periods_of_its_own(told: Api) -> None:
    await told.recorded(status(POST, "OPEN", "2021-06-15"), status(POST, "CLOSED", "2021-06-22T10:00"))
    await told.recorded(asserted(POST, "taliban", "2021-06-16"))
    shown = "statusHistory(from: $from) { nodes { from to status certainty } }"

    found = await told.ask(
        'query($from: Date) { place(id: "%s") { %s } asOf(date: "2021-06-22") { place(id: "%s") { %s } } }'
        % (POST, shown, POST, shown),
        **{"from": "2021-06-16"},
    )

    periods = found["place"]["statusHistory"]["nodes"]
    assert [(one["from"], one["to"], one["status"], one["certainty"]) for one in periods] == [
        ("2021-06-16", "2021-06-22", "OPEN", "POSSIBLE"),
        ("2021-06-22", None, "CLOSED", "ESTABLISHED"),
    ]
    assert found["asOf"]["place"]["statusHistory"]["nodes"] == periods


async def test_the_hash_of_a_state_depends_on_the_status(told: Api) -> None:
    async def state_hash() -> str:
        return (await told.ask('{ asOf(date: "2021-06-22") { stateHash } }'))["asOf"]["stateHash"]

    before = await state_hash()
    await told.recorded(status(POST, "OPEN", "2021-06-22"))

    assert await state_hash() != before


async def test_every_kind_of_place_may_have_one(told: Api) -> None:
    airport = event("StatusReported", place="af-imam-sahib", status="DESTROYED", occurred="2021-06-22")
    await told.recorded(airport)

    found = await told.ask('{ asOf(date: "2021-06-22") { place(id: "af-imam-sahib") { status { status } } } }')

    assert found["asOf"]["place"]["status"] == {"status": "DESTROYED"}


async def test_a_difference_of_status_is_a_difference_of_the_place(told: Api) -> None:
    await told.recorded(status(POST, "OPEN", "2021-06-15", id="open"), status(POST, "CLOSED", "2021-06-22", id="shut"))
    await told.recorded(status(POST, "DESTROYED", "2021-06-22", source="post", published="2021-07-01", id="late"))
    query = """{ diff(from: {date: "%s"%s}, to: {date: "2021-06-22"%s}) { places {
        place { id } cause before { holder { id } status { status } } after { status { status certainty } } events { id }
    } } }"""

    [world] = (await told.ask(query % ("2021-06-15", ', knownOn: "2021-06-23"', ', knownOn: "2021-06-23"')))["diff"][
        "places"
    ]
    [learned] = (await told.ask(query % ("2021-06-22", ', knownOn: "2021-06-23"', "")))["diff"]["places"]

    assert (world["place"]["id"], world["cause"]) == (POST, "WORLD_CHANGED")
    assert (world["before"], world["after"]["status"]["status"]) == (
        {"holder": None, "status": {"status": "OPEN"}},
        "CLOSED",
    )
    assert world["events"] == [{"id": "shut"}]
    assert (learned["cause"], learned["after"]["status"]["certainty"]) == ("WE_LEARNED", "DISPUTED")
    assert learned["events"] == [{"id": "late"}]


@pytest.fixture
async def posts(told: Api) -> Api:
    """Given three posts more: one that was open and was closed on the 22nd, one open outwards, one of which nobody
    speaks."""
    await told.recorded(*(place(f"post-{n}", kind="BORDER_CROSSING_POINT", parent="af-imam-sahib") for n in (1, 2)))
    await told.recorded(status(POST, "OPEN", "2021-06-20", id="open"), status(POST, "CLOSED", "2021-06-22", id="shut"))
    await told.recorded(status("post-1", "OPEN", "2021-06-20", direction="OUTBOUND", id="out"))
    return told


async def test_a_series_says_how_many_were_open(posts: Api) -> None:
    counts = "statuses { status count { low high } }"
    days = [f"2021-06-{day}" for day in (19, 20, 21, 22)]

    found = await posts.ask(
        '{ series(from: "2021-06-19", to: "2021-06-22", kind: BORDER_CROSSING_POINT) { date denominator %s } %s }'
        % (
            counts,
            " ".join(
                f'd{n}: asOf(date: "{day}") {{ tally(kind: BORDER_CROSSING_POINT) {{ {counts} }} }}'
                for n, day in enumerate(days)
            ),
        )
    )

    assert [
        (
            point["denominator"],
            {row["status"]: (row["count"]["low"], row["count"]["high"]) for row in point["statuses"]},
        )
        for point in found["series"]
    ] == [
        (3, {"UNKNOWN": (3, 3)}),
        (3, {"OPEN": (2, 2), "UNKNOWN": (1, 1)}),
        (3, {"OPEN": (1, 2), "CLOSED": (0, 1), "UNKNOWN": (1, 1)}),
        (3, {"OPEN": (1, 1), "CLOSED": (1, 1), "UNKNOWN": (1, 1)}),
    ]
    assert [found[f"d{n}"]["tally"]["statuses"] for n in range(4)] == [point["statuses"] for point in found["series"]]


async def test_a_replay_shows_a_place_whose_status_alone_changes(posts: Api) -> None:
    await posts.recorded(asserted(POST, "taliban", "2021-06-20", id="held"))

    found = await posts.ask(
        """{ replay(from: "2021-06-20", to: "2021-06-23", kind: BORDER_CROSSING_POINT) { nodes {
            date places { place { id } holder { id } status { status certainty } } events { id }
        } } }"""
    )

    first, possible, shut, same = found["replay"]["nodes"]
    assert len(first["places"]) == 3
    assert {event["id"] for event in first["events"]} == {"open", "out", "held"}
    assert possible["places"] == [
        {"place": {"id": POST}, "holder": {"id": "taliban"}, "status": {"status": "OPEN", "certainty": "POSSIBLE"}}
    ]
    assert shut["places"][0]["status"] == {"status": "CLOSED", "certainty": "ESTABLISHED"}
    assert [event["id"] for event in possible["events"]] == ["shut"]
    assert (same["places"], same["events"]) == ([], [])
