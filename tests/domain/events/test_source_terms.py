"""A source's terms came later than the first logs: what those wrote stays what it was, to the byte."""

import hashlib

import pytest

from domain.events import interchange
from domain.values.problems import Refused

OLD = (
    '{"type":"SourceRegistered","id":"s","published":"2021-06-22","source":"gazette","version":1,'
    '"name":"The Gazette","publisher":"Gazette","reliability":"B"}'
)


def test_a_line_from_before_there_were_terms_is_written_as_it_always_was() -> None:
    event = interchange.read(OLD)

    assert event.licence is None
    assert event.credit is None
    assert hashlib.sha256(interchange.write(event).encode()).hexdigest() == (
        "c4b39bde3a15658a12199b67d07de1d35ecc4b1b15476e581eee92e28c0362f7"
    )


def test_terms_come_through() -> None:
    line = OLD.replace('"reliability"', '"licence":"CC-BY-4.0","credit":"© Gazette","reliability"')

    event = interchange.read(line)

    assert (event.licence, event.credit) == ("CC-BY-4.0", "© Gazette")
    assert interchange.read(interchange.write(event)) == event


@pytest.mark.parametrize("field", ["licence", "credit"])
def test_empty_terms_are_refused(field: str) -> None:
    with pytest.raises(Refused, match="leave the field out"):
        interchange.read(OLD.replace('"reliability"', f'"{field}":" ","reliability"'))
