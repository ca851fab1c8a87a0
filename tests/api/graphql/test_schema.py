"""The schema is a file, and agrees with the contract that dashboards are built on."""

from typing import Any

import pytest
from graphql import build_schema, parse, print_ast

from api.graphql import schema
from domain.events import TYPES
from tests.support.repository import ROOT

CONTRACT = ROOT.parent / "shared" / "contract" / "schema.graphql"


def definitions(text: str) -> dict[str, Any]:
    return {d.name.value: d for d in parse(text, no_location=True).definitions if hasattr(d, "name")}


def fields(definition: Any) -> dict[str, Any]:
    return {field.name.value: field for field in getattr(definition, "fields", None) or ()}


def signature(node: Any) -> tuple[str, dict[str, str]]:
    """The type of a field with its default, and its arguments, in whatever order."""
    default = getattr(node, "default_value", None)
    arguments = getattr(node, "arguments", None) or ()
    return (
        print_ast(node.type) + (f" = {print_ast(default)}" if default else ""),
        {argument.name.value: signature(argument)[0] for argument in arguments},
    )


OURS = definitions(schema.sdl())


def test_the_file_is_what_the_code_makes() -> None:
    assert (ROOT / "schema.graphql").read_text() == schema.sdl(), "run: timeline schema > schema.graphql"


def test_the_file_is_a_valid_schema() -> None:
    build_schema((ROOT / "schema.graphql").read_text())


def test_applications_share_the_types_and_no_question_of_each_other() -> None:
    one, other = schema.build(), schema.build()

    one.documents.keep("{ log { head } }", parse("{ log { head } }"))

    assert one._schema is other._schema
    assert len(other.documents) == 0


@pytest.mark.parametrize("name", TYPES)
def test_every_event_type_is_an_event_and_an_input(name: str) -> None:
    keys = fields(OURS["EventInput"])

    assert [interface.name.value for interface in OURS[name].interfaces] == ["Event", "Node"]
    assert print_ast(keys[name[0].lower() + name[1:]].type) == f"{name}Input"


def test_exactly_one_key_of_an_event_input_may_be_given() -> None:
    assert [directive.name.value for directive in OURS["EventInput"].directives] == ["oneOf"]


ADDED = {"PlaceKind": {"SUBDISTRICT"}, "RecordResult": {"DryRun"}}
"""docs/decisions/0008-administrative-levels.md, docs/dry-run.md."""


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract lies beside the repository only where it is developed")
class TestContract:
    @pytest.fixture
    def contract(self) -> dict[str, Any]:
        return definitions(CONTRACT.read_text())

    def test_what_we_show_of_it_has_its_types_arguments_and_defaults(self, contract: dict[str, Any]) -> None:
        both = [
            (f"{name}.{field}", signature(fields(OURS[name])[field]), signature(theirs))
            for name in contract.keys() & OURS.keys()
            for field, theirs in fields(contract[name]).items()
            if field in fields(OURS[name])
        ]

        assert len(both) > 150
        # Ours may take more arguments.
        assert [
            (where, mine, theirs)
            for where, mine, theirs in both
            if mine[0] != theirs[0] or not theirs[1].items() <= mine[1].items()
        ] == []

    def test_every_field_of_the_types_that_we_have_is_there(self, contract: dict[str, Any]) -> None:
        missing = {
            f"{name}.{field}"
            for name in contract.keys() & OURS.keys() - {"Query", "Subscription"}
            for field in fields(contract[name]).keys() - fields(OURS[name]).keys()
        }

        assert missing == set()

    def test_enums_and_unions_have_the_same_members_and_those_that_we_added(self, contract: dict[str, Any]) -> None:
        for members in ("values", "types"):
            for name in contract.keys() & OURS.keys():
                theirs = {m.name.value for m in getattr(contract[name], members, None) or ()}
                ours = {m.name.value for m in getattr(OURS[name], members, None) or ()}
                assert ours == (theirs and theirs | ADDED.get(name, set())), name
