"""What a dry run says of an answer is what is answered before the batch is recorded, and after it."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.asking import Api, Given
from tests.support.builders import asserted, changed, corrected, retracted, source, status
from tests.support.dry_runs import tried

STATE = """
query($id: ID!, $day: Date!) { place(id: $id) { state(asOf: $day) {
  holder { id name } level certainty levelCertainty since manner lastWord basisVoices why { text }
  status { status direction certainty since lastWord why { text } }
} } }
"""


@pytest.mark.parametrize(
    "batch",
    [
        [asserted(occurred="2021-06-25")],
        [changed(gainer="government", occurred="2021-06-24/2021-06-26", source=None)],
        [asserted(holder=None, occurred="2021-06-20"), status(occurred="2021-06-27")],
        [corrected("fell", changed(gainer="government", occurred="2021-06-18"))],
        [retracted("list"), retracted("fell")],
        [corrected("source", source("neutral", reliability="A", affiliation="taliban"))],
    ],
    ids=["agrees", "retaken", "nobody and closed", "corrected", "retracted", "source described anew"],
)
async def test_what_it_says_is_what_is_answered_once_it_is_recorded(kunduz: Api, batch: list[Given]) -> None:
    batch = await _with_ids(kunduz, batch)
    found = await tried(kunduz, *batch)
    before = [await answers(kunduz, change) for change in found["changes"]]

    await kunduz.recorded(*batch)

    assert found["changeCount"] == len(found["changes"])
    assert [change["before"] for change in found["changes"]] == before
    assert [change["after"] for change in found["changes"]] == [
        await answers(kunduz, change) for change in found["changes"]
    ]


async def answers(api: Api, change: dict[str, Any]) -> dict[str, Any]:
    """The answer of the day that a change shows, as the schema gives it; of the far future where there is no end."""
    last = date.fromisoformat(change["to"]) - timedelta(1) if change["to"] else date(2199, 1, 1)
    state = (await api.ask(STATE, id=change["place"]["id"], day=last.isoformat()))["place"]["state"]
    if change["aspect"] == "CONTROL":
        return {**_but(state, "status"), "status": None, "direction": None, "text": state["why"]["text"]}
    empty = {"status": "UNKNOWN", "direction": None, "certainty": "UNKNOWN", "since": None, "lastWord": None}
    held = state["status"] or {**empty, "why": {"text": change["before"]["text"]}}
    shown = change["after"] if state["status"] else change["before"]
    unasked = {
        "holder": None,
        "level": None,
        "levelCertainty": None,
        "manner": None,
        "basisVoices": shown["basisVoices"],
    }
    return {**_but(held), **unasked, "text": held["why"]["text"]}


def _but(state: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("why", *names)}


async def _with_ids(api: Api, batch: list[Given]) -> list[Given]:
    """`source` stands for the event that registers the neutral source, whose id is not known before."""
    data = await api.ask('{ events(filter: {types: ["SourceRegistered"]}) { nodes { id } } }')
    id = data["events"]["nodes"][0]["id"]
    return [
        each.model_copy(update={"event": id}) if getattr(each, "event", None) == "source" else each for each in batch
    ]
