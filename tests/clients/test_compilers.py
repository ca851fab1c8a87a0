"""Relay's compiler and GraphQL Code Generator, as npm has them, over our schema and documents of ours."""

import json
import shutil
from pathlib import Path

import httpx2
import pytest

from api.graphql import schema
from tests.support import node
from tests.support.repository import ROOT

HERE = Path(__file__).parent
SHOWN = HERE / "shown"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user has it, with the schema, documents and settings."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "schema.graphql").write_text(schema.sdl(), "utf-8")
    (folder / "queries").mkdir()
    for file in (ROOT / "sample" / "queries").glob("*.graphql"):
        shutil.copy(file, folder / "queries")
    for name in ("codegen.mjs", "relay.config.json", "relay-environment.mjs", "typed.ts"):
        shutil.copy(SHOWN / name, folder)
    shutil.copytree(SHOWN / "relay", folder / "relay")
    return folder


@pytest.fixture(scope="module")
def relay(project: Path) -> str:
    """What Relay's compiler prints."""
    return node.run_tool(HERE, project, "relay-compiler/cli.js", "relay.config.json")


def test_the_compiler_of_relay_takes_pages_nodes_and_fragments(project: Path, relay: str) -> None:
    """Given queries with pages (@connection) of a snapshot, a place and the log; then each can be asked for again"""
    made = {file.name.partition(".")[0] for file in (project / "relay" / "__generated__").iterdir()}

    assert "error" not in relay.lower()
    assert {"DistrictsQuery", "DistrictsPageQuery", "PlaceQuery", "PlacePeriodsQuery", "LogQuery"} <= made


def test_the_store_of_relay_keeps_what_two_days_knew_apart(server: str, project: Path, relay: str) -> None:
    asked = '{ event(id: "withdrawn") { view(knownOn: "2021-07-01") { id } } }'
    view = httpx2.post(f"{server}/graphql", json={"query": asked}).json()["data"]["event"]["view"]["id"]

    facts = json.loads(node.run(HERE / "relay.mjs", server, str(project), view))

    assert facts["districts"] == [
        [["Taliban", [["2021-06-21", True]]]],
        [["Government", [["2021-06-15", True]]]],
    ]
    assert (facts["node"]["__typename"], facts["node"]["standing"]) == ("EventView", False)


def test_types_made_of_the_schema_and_the_samples_questions_are_sound(server: str, project: Path) -> None:
    """Given types that GraphQL Code Generator makes, by asking the server; then TypeScript finds no fault in them"""
    node.run_tool(
        HERE,
        project,
        "@graphql-codegen/cli/esm/bin.js",
        "--config",
        "codegen.mjs",
        TIMELINE_URL=f"{server}/graphql",
    )
    strict = ("--strict", "--noEmit", "--target", "esnext", "--skipLibCheck", "false")

    assert node.run_tool(HERE, project, "typescript/bin/tsc", *strict, "typed.ts", "types/schema.ts") == ""
    assert "WhoHeldImamSahibQuery" in (project / "types" / "operations.ts").read_text("utf-8")
