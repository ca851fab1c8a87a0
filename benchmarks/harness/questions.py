"""What is asked: each gives a function of a client and a number, and dates differ with the number."""

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from benchmarks.harness.client import Answer, Ask, Client
from benchmarks.seeded_war.shape import FIRST_DAY

COUNTRY = "c000"
STATE = "id level certainty since manner basisCount place { id name kind } holder { id name side }"
"""Twelve fields of a state."""
_PAGES = "pageInfo { hasNextPage endCursor }"
AS_OF = (
    "query($d: Date!, $k: Date, $w: ID) { asOf(date: $d, knownOn: $k) { places(within: $w, first: 1000)"
    f" {{ nodes {{ {STATE} }} }} }} }}"
)
AS_OF_PAGES = (
    "query($d: Date!, $a: String) { asOf(date: $d) { places(first: 1000, after: $a)"
    f" {{ nodes {{ {STATE} }} {_PAGES} }} }} }}"
)
FRAME = "query($d: Date!, $k: Date, $w: ID) { asOf(date: $d, knownOn: $k) { frame(within: $w) } }"
SERIES = """query($f: Date!, $t: Date!, $w: ID) {
  series(from: $f, to: $t, within: $w) { date denominator rows { holder { id } level count { low high } } }
}"""
DIFF = """query($f: SnapshotInput!, $t: SnapshotInput!, $w: ID) {
  diff(from: $f, to: $t, within: $w) {
    places { cause place { id name } before { level certainty holder { id } } after { level certainty holder { id } } }
  }
}"""
REPLAY = f"""query($f: Date!, $t: Date!, $w: ID, $a: String) {{
  replay(from: $f, to: $t, step: WEEK, within: $w, first: 1000, after: $a) {{
    nodes {{ date places {{ id level certainty holder {{ id }} }} }} {_PAGES}
  }}
}}"""
SNAPSHOT = (
    f"query($t: ID!, $w: ID) {{ snapshot(token: $t) {{ places(within: $w, first: 1000) {{ nodes {{ {STATE} }} }} }} }}"
)
TRIVIAL = "{ log { head } }"
CASUALTIES = """query($f: Date!, $t: Date!, $w: ID) {
  casualties(from: $f, to: $t, within: $w) { kinds count { low high } }
}"""


def day(number: int, first: int = 400, last: int = 7_300) -> str:
    """A date for each number: far from the one before, and not the same again for thousands of numbers."""
    return (FIRST_DAY + timedelta(first + number * 733 % (last - first))).isoformat()


def later(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days)).isoformat()


def as_of(country: str = COUNTRY) -> Ask:
    return lambda client, number: client.post(AS_OF, {"d": day(number), "w": country})


def as_of_known_on(known_on: str, country: str = COUNTRY) -> Ask:
    return lambda client, number: client.post(AS_OF, {"d": day(number), "k": known_on, "w": country})


def every_place() -> Ask:
    """All places of a date as objects, page after page."""
    return lambda client, number: _all_pages(client, AS_OF_PAGES, {"d": day(number)}, ("asOf", "places"))


def replay(country: str = COUNTRY) -> Ask:
    """Week by week for twenty years, page after page."""

    def ask(client: Client, number: int) -> Answer:
        return _all_pages(client, REPLAY, series_variables(number, country), ("replay",))

    return ask


def frame(known_on: str | None = None) -> Ask:
    return lambda client, number: client.post(FRAME, {"d": day(number), "k": known_on})


def series(country: str = COUNTRY) -> Ask:
    """Day by day for twenty years."""
    return lambda client, number: client.post(SERIES, series_variables(number, country))


def series_variables(number: int, country: str = COUNTRY) -> dict[str, Any]:
    """Twenty years, in 400 forms."""
    return {"f": f"2004-01-{1 + number % 20:02}", "t": f"2023-12-{31 - number // 20 % 20:02}", "w": country}


def diff_of_dates(country: str | None = None, days: int = 365) -> Ask:
    def ask(client: Client, number: int) -> Answer:
        first = day(number, last=6_900)
        return client.post(DIFF, {"f": {"date": first}, "t": {"date": later(first, days)}, "w": country})

    return ask


def diff_of_known_days(country: str | None = None, days: int = 200) -> Ask:
    """One date, as known then and half a year later."""

    def ask(client: Client, number: int) -> Answer:
        first = day(number, last=6_900)
        before, after = {"date": first, "knownOn": first}, {"date": first, "knownOn": later(first, days)}
        return client.post(DIFF, {"f": before, "t": after, "w": country})

    return ask


def casualties(country: str = COUNTRY) -> Ask:
    return lambda client, number: client.post(CASUALTIES, series_variables(number, country))


def trivial() -> Ask:
    return lambda client, number: client.post(TRIVIAL)


def pinned(token: str, etag: str | None = None) -> Ask:
    """The same map by its token, as a browser's cache would ask; with the tag of its answer if there is one."""
    variables = json.dumps({"t": token, "w": COUNTRY})
    path = f"/graphql?{urlencode({'query': SNAPSHOT, 'variables': variables})}"
    headers = {"If-None-Match": etag} if etag else {}
    return lambda client, number: client.get(path, headers)


def token(client: Client, date_asked: str) -> str:
    """The token of the snapshot of this date."""
    answer = client.post("query($d: Date!) { asOf(date: $d) { token } }", {"d": date_asked})
    return str(answer.data()["asOf"]["token"])


def _all_pages(client: Client, text: str, variables: dict[str, Any], path: tuple[str, ...]) -> Answer:
    """All pages as if they were one answer."""
    cursor, bodies, ms = None, [], 0.0
    while True:
        answer = client.post(text, {**variables, "a": cursor})
        bodies.append(answer.body)
        ms += answer.ms
        if answer.refusal():
            return answer
        page = answer.data()
        for name in path:
            page = page[name]
        if not page["pageInfo"]["hasNextPage"]:
            return Answer(answer.status, b"".join(bodies), ms, answer.headers)
        cursor = page["pageInfo"]["endCursor"]
