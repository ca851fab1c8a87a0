"""370, 398, 401, 407 or 421 districts: five lists of one country side by side, each with a denominator of its own."""

from typing import Any

import pytest

from tests.support.cli_runner import Cli
from tests.support.command_queries import ask

EDITIONS = {"2005-01-01": 3, "2012-01-01": 4, "2019-10-22": 5, "2021-11-17": 6, "2024-01-01": 7}
"""With how many districts of Takhar. The newest has other codes than the one before: everything moves on by one."""
DISTRICTS = ("Baharak", "Chahab", "Darqad", "Eshkamesh", "Farkhar", "Kalafgan", "Rustaq")
QUESTION = """
{
  asOf(date: "2021-06-23") {
    tally(within: "af-takhar", edition: EDITION) { denominator rows { holder { id } count { low high } } }
  }
  series(from: "2021-06-20", to: "2021-06-24", step: DAY, within: "af-takhar", edition: EDITION) {
    date denominator rows { holder { id } count { low } }
  }
  seriesRows(from: "2021-06-23", to: "2021-06-23", within: "af-takhar", edition: EDITION) { holder denominator low }
  places(within: "af-takhar", kind: DISTRICT, edition: EDITION, on: "2021-06-23") { totalCount nodes { name } }
  editions(within: "af-takhar") { edition kind places }
}
"""


def rows(edition: str, districts: int) -> str:
    shifted = 1 if edition == max(EDITIONS) else 0
    coded = [
        f"AFG,2,AF18{n + shifted:02},{name},AF18,{edition}" for n, name in enumerate(DISTRICTS[:districts], start=1)
    ]
    header = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date"
    return "\n".join([header, f"AFG,1,AF18,Takhar,AFG,{edition}", *coded, ""])


@pytest.fixture
def begun(cli: Cli) -> Cli:
    """The lists come in an order that is not theirs: the newest first, the oldest last but one."""
    for edition in ("2024-01-01", "2012-01-01", "2021-11-17", "2005-01-01", "2019-10-22"):
        path = cli.folder / f"{edition}.csv"
        path.write_text(rows(edition, EDITIONS[edition]))
        cli.does("places", "import", path)
    given = (
        '{"type": "ActorRegistered", "actor": "taliban", "name": "Taliban", "kind": "REBEL_GROUP"}',
        '{"type": "SourceRegistered", "source": "neutral", "name": "Neutral"}',
        *(
            f'{{"type": "ControlAsserted", "place": "af-{name}", "holder": "taliban", "occurred": "2021-06-22",'
            ' "source": "neutral", "published": "2021-06-22"}'
            for name in ("baharak", "rustaq")
        ),
    )
    cli.imported(*given)
    return cli


def test_each_edition_counts_its_own_places_on_every_day(begun: Cli) -> None:
    for edition, districts in EDITIONS.items():
        told = asked(begun, f'{{scheme: "ocha-cod-ab", edition: "{edition}"}}')
        held = 2 if districts == len(DISTRICTS) else 1

        assert told["asOf"]["tally"]["denominator"] == districts
        assert low(told["asOf"]["tally"]["rows"]) == held
        assert [point["denominator"] for point in told["series"]] == [districts] * 5
        assert [low(point["rows"]) for point in told["series"]] == [0, 0, held, held, held]
        assert {row["denominator"] for row in told["seriesRows"]} == {districts}
        assert [one["name"] for one in told["places"]["nodes"]] == [*DISTRICTS[:districts]]
        counted = {one["edition"]: one["places"] for one in told["editions"] if one["kind"] == "DISTRICT"}
        assert counted == EDITIONS

    whole = asked(begun, "null")
    assert whole["asOf"]["tally"]["denominator"] == len(DISTRICTS), "of every place on record, whoever lists it"


def test_a_code_is_good_until_the_next_edition_and_then_finds_only_by_its_edition(begun: Cli) -> None:
    codes = {one["id"]: one["codes"] for one in begun("places", "--within", "af-takhar", "--json").json["places"]}
    until = ["2012-01-01", "2019-10-22", "2021-11-17", "2024-01-01", None]

    ends = {one["edition"]: one["validTo"] for one in codes["af-baharak"]}
    assert ends == dict(zip(EDITIONS, until, strict=True))
    assert [one["code"] for one in codes["af-rustaq"]] == ["AF1808"]
    assert begun("state", "AF1802", "--as-of", "2021-06-23").code == 1, "Baharak now, and Chahab before"
    assert "af-chahab" in begun.does("state", "ocha-cod-ab:2019-10-22:AF1802", "--as-of", "2021-06-23")


def asked(cli: Cli, edition: str) -> Any:
    return ask(cli.url, QUESTION.replace("EDITION", edition))


def low(told: list[dict[str, Any]]) -> int:
    return sum(row["count"]["low"] for row in told if row["holder"])
