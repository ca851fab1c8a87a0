"""The same questions in the words of the peers."""

from benchmarks.harness.client import Ask
from benchmarks.harness.questions import COUNTRY, STATE, day, series_variables

_ROW = (
    "place level certainty since manner basisCount placeByPlace { rowId name kind } actorByHolder { rowId name side }"
)
POSTGRAPHILE = f"query($d: Date!, $w: String!) {{ asOf(d: $d, w: $w) {{ nodes {{ {_ROW} }} }} }}"
MERCURIUS = f"query($d: String!, $w: ID) {{ asOf(date: $d) {{ places(within: $w) {{ nodes {{ {STATE} }} }} }} }}"


def postgraphile(country: str = COUNTRY) -> Ask:
    return lambda client, number: client.post(POSTGRAPHILE, {"d": day(number), "w": country})


def mercurius(country: str | None = COUNTRY) -> Ask:
    return lambda client, number: client.post(MERCURIUS, {"d": day(number), "w": country})


def plain(path: str, country: str | None = COUNTRY) -> Ask:
    """Rows of SQL for a date."""
    return lambda client, number: client.post("", {"d": day(number), "w": country}, path)


def plain_series() -> Ask:
    return lambda client, number: client.post("", series_variables(number), "/series")


def static_post(path: str = "/static") -> Ask:
    return lambda client, number: client.post("", {}, path)


def static_get() -> Ask:
    return lambda client, number: client.get("/static")
