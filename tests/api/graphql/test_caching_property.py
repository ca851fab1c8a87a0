"""What is called immutable never changes, whatever is asked and whatever is recorded later, on every engine."""

import json
import re
from itertools import count
from typing import Any

import httpx2
from hypothesis import event, given
from hypothesis import strategies as st

from store.db.connections import Database
from tests.support.asking import Api
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import FIRST, PLACES, Script, days, plans
from tests.support.recording import head, record

_logs = count()
EXAMPLES = sharing_fixtures(15)
POLICIES = ["AGAINST_INTEREST", "LATEST", "MOST_RELIABLE", "CAUTIOUS"]

FRAGMENTS = """
fragment told on Event {
  id position standing interest recordedAt
  correctedBy { id } retractedBy { id } source { name reliability affiliation { name side } } places { name }
  ... on EventCorrected { event { id standing } replacement { occurred } }
}
fragment at on PlaceState {
  id level certainty since manner holder { name side } basis { ...told }
  alternatives { level holder { side } claims { ...told } }
  history { totalCount nodes { from to certainty basis { id } } }
  place { name parent { id } }
}
"""
FIELDS = [
    "asOf(date: $day, knownOn: $known, position: %s, policy: $policy) { token stateHash place(id: $place) { ...at } }",
    "asOf(date: $day, position: %s) { tally(within: $place) { denominator rows { holder { name } count { low } } } }",
    "asOf(date: $day, position: %s) { place(id: $place) { place { state(asOf: $day, position: %s) { ...at } } } }",
    "asOf(date: $day, position: %s) { place(id: $place) { place { history(position: %s) { nodes { from } } } } }",
    "diff(from: {date: $day, position: %s}, to: {date: $last, position: %s}, within: $place)"
    " { places { cause before { ...at } after { ...at } events { ...told } } }",
    "series(from: $day, to: $last, within: $place, position: %s) { denominator rows { holder { side } level } }",
    "replay(first: 20, from: $day, to: $last, within: $place, position: %s)"
    " { nodes { full places { ...at } events { ...told } gone { id } } }",
]
OPEN = [
    "log { head }",
    "event(id: $event) { ...told }",
    "events(first: 3) { nodes { ...told } }",
    "beliefs(place: $place, date: $day) { nodes { state { certainty } } }",
    "actors { totalCount }",
    "place(id: $place) { state(asOf: $day) { ...at } }",
]
"""What looks at the end of the log however it is asked."""
POSITIONS = st.sampled_from(["$at", "$at", "$at", "$earlier", "null"])
FIELD = st.one_of(
    st.sampled_from(FIELDS).flatmap(
        lambda field: st.lists(POSITIONS, min_size=field.count("%s"), max_size=field.count("%s")).map(
            lambda positions: field % tuple(positions)
        )
    ),
    st.sampled_from(FIELDS).map(lambda field: field.replace("%s", "$at")),
    st.sampled_from(OPEN),
)
QUESTIONS = st.lists(FIELD, min_size=1, max_size=2)
VARIABLES = {
    "day": "Date!",
    "last": "Date!",
    "known": "Date",
    "place": "ID!",
    "event": "ID!",
    "at": "Position!",
    "earlier": "Position!",
    "policy": "ResolutionPolicy!",
}


def query_of(fields: list[str]) -> str:
    """With the variables and the fragments that the fields use, and no others: those would be refused."""
    body = " ".join(f"f{number}: {field}" for number, field in enumerate(fields))
    declared = ", ".join(f"${name}: {kind}" for name, kind in VARIABLES.items() if re.search(rf"\${name}\b", body))
    told, _, _ = FRAGMENTS.partition("fragment at")
    fragments = FRAGMENTS if "...at" in body else told if "...told" in body else ""
    return f"query {f'({declared})' if declared else ''} {{ {body} }} {fragments}"


async def ask(api: Api, fields: list[str], variables: dict[str, Any], **headers: str) -> httpx2.Response:
    params = {"query": query_of(fields), "variables": json.dumps(variables)}
    response = await api.client.get("/graphql", params=params, headers=headers)
    assert response.status_code == 304 or "errors" not in response.json(), response.text
    return response


@EXAMPLES
@given(
    plan=plans,
    cut=st.integers(0, 3),
    back=st.integers(0, 5),
    questions=st.lists(QUESTIONS, min_size=6, max_size=6),
    day=days,
    known=st.one_of(st.none(), days),
    place=st.sampled_from(PLACES),
    policy=st.sampled_from(POLICIES),
)
async def test_what_may_be_kept_is_what_is_answered_later(
    api: Api, plan, cut, back, questions, day, known, place, policy
):
    """Given a log cut somewhere, when the rest of it is recorded, then no immutable answer is another.

    And an answer that is to be asked for again has another tag, unless nothing was recorded.
    """
    db: Database = api.app.state.logs.record.db
    script = Script(f"h{next(_logs)}")
    opened = await record(db, *script.opening())
    batches = [events for acts in plan if (events := script.batch(acts))]
    for events in batches[:cut]:
        await record(db, *events)
    at = await head(db)
    variables = {
        "day": day.isoformat(),
        "last": FIRST.replace(day=28).isoformat(),
        "known": known and known.isoformat(),
        "place": script.named(place),
        "event": f"{script.prefix}:1",
        "policy": policy,
        "at": at,
        "earlier": max(at - back, opened.last),
    }
    before = [await ask(api, fields, variables) for fields in questions]
    for events in batches[cut:]:
        await record(db, *events)
    grown = await head(db) > at

    for fields, first in zip(questions, before, strict=True):
        fixed = "immutable" in first.headers["cache-control"]
        event(f"immutable: {fixed}")
        assert fixed == (not any(open_at_the_end(field) for field in fields)), fields
        again = await ask(api, fields, variables)
        unchanged = await ask(api, fields, variables, **{"if-none-match": first.headers["etag"]})
        if fixed:
            assert again.content == first.content
            assert dict(again.headers) == dict(first.headers)
        assert unchanged.status_code == (304 if fixed or not grown else 200)


def open_at_the_end(field: str) -> bool:
    return field in OPEN or "null" in field
