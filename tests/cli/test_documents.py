"""The documents of the reading commands, held against the schema: in this process nobody validates them again."""

from pathlib import Path

import pytest
from graphql import OverlappingFieldsCanBeMergedRule, get_named_type, parse, specified_rules, validate

from api import limits
from api.cli import ask
from api.graphql.schema import build
from tests.support.cli_runner import Cli

NAMES = sorted(path.stem for path in Path(ask.__file__).with_name("documents").glob("*.graphql"))
# Types of events give one name to values of several kinds, which GraphQL wants under aliases. Under its own name each
# is in the answer as the interchange format has it.
RULES = [rule for rule in specified_rules if rule is not OverlappingFieldsCanBeMergedRule]
SCHEMA = build()._schema
FRAGMENTS = ("Event", "Content")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "fragments"])
def test_a_document_fits_the_schema(name: str) -> None:
    assert validate(SCHEMA, parse(ask.document(name)), RULES) == []


def test_events_are_asked_for_with_every_field_of_their_type() -> None:
    event = SCHEMA.get_type("Event")
    asked = parse(ask.document("events"))
    own = {}
    for fragment in (one for one in asked.definitions if getattr(getattr(one, "name", None), "value", "") in FRAGMENTS):
        for selection in fragment.selection_set.selections:
            if getattr(selection, "type_condition", None):
                fields = {field.name.value for field in selection.selection_set.selections}
                own[selection.type_condition.name.value] = fields
    for kind in SCHEMA.get_possible_types(event):
        assert own.get(kind.name, set()) == set(kind.fields) - set(event.fields), get_named_type(kind)


def test_limits_of_pages_and_of_cost_are_not_the_operator_s(sample_cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("state", "af-imam-sahib", "--as-of", "2021-06-23", "--json")
    whole = sample_cli.does(*words)
    monkeypatch.setattr(limits, "PAGE_ITEMS_MAX", 1)
    monkeypatch.setattr(limits, "QUERY_COST_MAX", 1)

    assert sample_cli.does(*words) == whole
