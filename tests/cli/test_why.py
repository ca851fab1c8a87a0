"""Why a state is so, how many speak for it and until when: on the terminal, as JSON, and in every form of file."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from store.db.connections import Database
from tests.support import postgres
from tests.support.cli_runner import Cli
from tests.support.handmade_periods import DISTRICT, LAST_WORD, WHY, a_log, put

SHOWN = {"levelCertainty": "POSSIBLE", "lastWord": LAST_WORD.isoformat(), "basisVoices": 2, "why": WHY}


@pytest.fixture
def made(cli: Cli) -> Cli:
    async def put_by_hand(url: str) -> None:
        db = Database.open(url)
        await put(db)
        await db.close()

    cli.imported(*a_log())
    postgres.apart(put_by_hand, cli.url)
    return cli


def export(cli: Cli, *options: object) -> str:
    return cli.does("export", "--as-of", "2021-06-23", "--within", DISTRICT, *options)


def test_people_read_why_below_the_facts(made: Cli) -> None:
    lines = made.does("state", DISTRICT, "--as-of", "2021-06-23").splitlines()

    assert {"  level certainty  POSSIBLE", "  last word        2021-06-21"} <= {*lines}
    assert f"  {WHY}" in lines
    assert lines[lines.index(f"  {WHY}") + 1 :][:3] == [
        "      SEEN: fell before held",
        "      OPEN: held before fell-again",
        "",
    ]
    assert "Who says so: 2 voices" in lines
    assert "Who says otherwise: Government (government), INFLUENCE: 1 voice" in lines


def test_programs_get_what_the_schema_says(made: Cli) -> None:
    state = made("state", DISTRICT, "--as-of", "2021-06-23", "--json").json
    [period] = made("history", DISTRICT, "--json").json["history"]

    for found in (state, period):
        assert {**{name: found[name] for name in SHOWN}, "why": found["why"]["text"]} == SHOWN
        assert found["why"]["rule"] == "DISPUTED"
        assert found["why"]["reasons"][0] == {"before": {"id": "fell"}, "after": {"id": "held"}, "reason": "SEEN"}
        assert found["alternatives"][0]["voices"] == 1


def test_a_map_and_a_table_have_columns_for_it(made: Cli) -> None:
    [feature] = json.loads(export(made))["features"]
    [row] = csv.DictReader(io.StringIO(export(made, "--format", "csv"), newline=""))

    assert {name: feature["properties"][name] for name in SHOWN} == SHOWN
    assert {name: row[name] for name in SHOWN} == {**SHOWN, "basisVoices": "2"}


def test_parquet_has_them_as_a_date_a_number_and_text(made: Cli, tmp_path: Path) -> None:
    from pyarrow import parquet

    export(made, "-o", tmp_path / "map.parquet")

    [row] = parquet.read_table(tmp_path / "map.parquet").to_pylist()
    assert {name: row[name] for name in SHOWN} == {**SHOWN, "lastWord": date(2021, 6, 21)}
