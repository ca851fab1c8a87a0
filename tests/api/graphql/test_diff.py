"""What differs between two snapshots, and why, as a dashboard asks it."""

import pytest

from tests.support.asking import Api
from tests.support.builders import (
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
)

DIFF = """
query($from: SnapshotInput!, $to: SnapshotInput!, $within: ID, $kind: PlaceKind) {
  diff(from: $from, to: $to, within: $within, kind: $kind) {
    from { date knownOn position } to { date knownOn position }
    places { place { id } before { certainty } after { certainty holder { id } } cause events { id } }
  }
}
"""


async def differences(api: Api, first: dict, second: dict, **more) -> list[tuple]:
    """Place, cause, holder after and events of every difference."""
    found = await api.ask(DIFF, **{"from": first, "to": second, **more})
    return [
        (one["place"]["id"], one["cause"], (one["after"]["holder"] or {}).get("id"), [e["id"] for e in one["events"]])
        for one in found["diff"]["places"]
    ]


def on(day: int, known: str | None = None, **more) -> dict:
    return {"date": f"2021-06-{day}", "knownOn": known, **more}


@pytest.fixture
async def imam_sahib(api: Api) -> Api:
    """It fell on the 20th, told on the 22nd; a second district never comes up."""
    await api.recorded(*cast(), place("af-other", parent="af-kunduz"))
    await api.recorded(changed(id="fell", occurred="2021-06-20", published="2021-06-22"))
    return api


async def test_the_world_changed_between_two_days(imam_sahib: Api) -> None:
    assert await differences(imam_sahib, on(19), on(21)) == [("af-imam-sahib", "WORLD_CHANGED", "taliban", ["fell"])]


async def test_we_learned_of_it_two_days_late(imam_sahib: Api) -> None:
    late = on(20, "2021-06-21"), on(20, "2021-06-22")
    assert await differences(imam_sahib, *late) == [("af-imam-sahib", "WE_LEARNED", "taliban", ["fell"])]


async def test_a_retraction_is_what_we_learned_and_is_named(imam_sahib: Api) -> None:
    await imam_sahib.recorded(retracted("fell", id="taken-back", published="2021-07-01"))
    known = on(23, "2021-06-30"), on(23)
    assert await differences(imam_sahib, *known) == [("af-imam-sahib", "WE_LEARNED", None, ["taken-back"])]


async def test_a_correction_is_both_what_fell_silent_and_what_speaks_now(imam_sahib: Api) -> None:
    again = changed(gainer="government", occurred="2021-06-20", published="2021-06-25")
    await imam_sahib.recorded(corrected("fell", again, id="put-right", published="2021-06-25"))
    known = on(23, "2021-06-24"), on(23)
    assert await differences(imam_sahib, *known) == [("af-imam-sahib", "WE_LEARNED", "government", ["put-right"])]


async def test_the_position_is_a_coordinate_of_what_is_known(imam_sahib: Api) -> None:
    head = await imam_sahib.head()
    found = await differences(imam_sahib, on(21, position=head - 1), on(21, position=head))
    assert found == [("af-imam-sahib", "WE_LEARNED", "taliban", ["fell"])]


async def test_both_the_world_and_what_we_know(imam_sahib: Api) -> None:
    await imam_sahib.recorded(asserted(id="before", holder="government", occurred="2021-06-10", published="2021-06-11"))
    await imam_sahib.recorded(
        changed(id="retaken", gainer="government", loser="taliban", occurred="2021-06-22", published="2021-07-05")
    )
    first, second = on(15, "2021-06-30"), on(22, "2021-07-06")
    [(_, cause, holder, _)] = await differences(imam_sahib, first, second)
    assert (cause, holder) == ("BOTH", "government")


async def test_the_same_claim_makes_a_change_possible_and_later_established(imam_sahib: Api) -> None:
    await imam_sahib.recorded(asserted("af-other", id="list", occurred="2021-06-12/2021-06-22"))
    assert ("af-other", "WORLD_CHANGED", "taliban", ["list"]) in await differences(imam_sahib, on(15), on(23))


async def test_only_the_places_asked_for(imam_sahib: Api) -> None:
    assert await differences(imam_sahib, on(19), on(21), within="af-other") == []
    assert await differences(imam_sahib, on(19), on(21), kind="PROVINCE") == []
    assert await differences(imam_sahib, on(19), on(19)) == []


async def test_what_cannot_be_compared_is_a_client_error(imam_sahib: Api) -> None:
    assert await imam_sahib.code(DIFF, **{"from": on(19), "to": on(21, position=10**6)}) == "POSITION_AHEAD"
    assert await imam_sahib.code(DIFF, **{"from": on(19), "to": on(21), "within": "nowhere"}) == "UNKNOWN_PLACE"


async def test_two_policies_differ_without_any_news(api: Api) -> None:
    """Given a claim to the gain of its source, when a day is compared under two policies, then the place is there: nothing
    became known, and other rules are knowledge too.
    """
    await api.recorded(*cast(), asserted(holder="government", source="ministry"))
    against, latest = [on(24, "2021-07-01", policy=policy) for policy in ("AGAINST_INTEREST", "LATEST")]
    assert [cause for _, cause, *_ in await differences(api, against, latest)] == ["WE_LEARNED"]
