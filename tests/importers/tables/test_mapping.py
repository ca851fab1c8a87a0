"""A mapping that is wrong is refused, and each slip is named with its key."""

import pytest

from domain.values.problems import Refused
from importers.tables.mapping import read
from tests.support.table_files import CONTROL, refusal


class TestMappingFile:
    @pytest.mark.parametrize(
        ("before", "after", "path", "code"),
        [
            ("name =", "nome =", "", "NO_SUCH_KEY"),
            ('name = "control"', "", "name", "MISSING"),
            ("ControlAsserted", "ControlGuessed", "event.0.type", "LITERAL_ERROR"),
            ("holder = {", "holdr = {", "event.0", "NO_SUCH_FIELD"),
            ('{ column = "holder",', "{", "event.0.holder", "NO_ORIGIN"),
            ("%d.%m.%Y", "%d.%m", "event.0.occurred.dates.0", "BAD_DATE_FORMAT"),
            ("%d.%m.%Y", "%Y %Y", "event.0.occurred.dates.0", "BAD_DATE_FORMAT"),
            ("%d.%m.%Y", "%Q %Y", "event.0.occurred.dates.0", "BAD_DATE_FORMAT"),
            ("source =", 'encoding = "hex"\nsource =', "encoding", "UNKNOWN_ENCODING"),
            ("source =", 'encoding = "rot13"\nsource =', "encoding", "UNKNOWN_ENCODING"),
            ("source =", 'encoding = "undefined"\nsource =', "encoding", "UNKNOWN_ENCODING"),
            (
                'code = "pcode"',
                'code = { column = "pcode", valeus = 1 }',
                "event.0.place.code",
                "NO_SUCH_KEY",
            ),
            ("[event]", "[event", "", "NOT_TOML"),
        ],
    )
    def test_a_slip_is_named_with_its_key(self, before: str, after: str, path: str, code: str) -> None:
        assert (path, code) in refusal(CONTROL.replace(before, after))

    @pytest.mark.parametrize(
        ("before", "after", "hint"),
        [
            ("source =", "sorce =", "did you mean source?"),
            ("holder = {", "holdr = {", "did you mean holder?"),
            ('{ column = "holder",', '{ colum = "holder",', "did you mean column?"),
            ('code = "pcode"', 'code = { colunm = "pcode" }', "did you mean column?"),
            ("[event]\n", '[event]\nformat = "csv"\n', "it belongs to the top of the mapping"),
        ],
    )
    def test_a_misspelling_is_refused_with_a_suggestion(self, before: str, after: str, hint: str) -> None:
        with pytest.raises(Refused, match=hint.replace("?", r"\?")):
            read(CONTROL.replace(before, after).encode())

    def test_a_snapshot_without_a_source_has_nothing_to_be_compared_with(self) -> None:
        assert [code for _, code in refusal(CONTROL.replace('source = "list"', "[snapshot]"))] == ["NO_SOURCE"]
