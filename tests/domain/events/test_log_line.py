"""A line of an exported log is read as it was written, and not at all if a byte of it was changed."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import interchange
from domain.events.log_line import FIELDS, Recorded, is_recorded, read_line, without_recording, write_line
from domain.events.union import TYPES
from domain.values.problems import Refused
from tests.support.builders import asserted

HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
PAYLOADS = st.one_of(
    HOSTILE.map(lambda text: json.dumps({"type": "X", "note": text}, ensure_ascii=False, separators=(",", ":"))),
    st.just('{"note":"quoted \\",\\"position\\":1","inner":{"a":1,"position":2}}'),
    st.just(interchange.write(asserted(note='","position":5,"lineSha256":"'))),
)


def recorded(payload: str, **fields: object) -> Recorded:
    given = {
        "position": 7,
        "recordedAt": "2021-07-10T12:30:15.250000Z",
        "recordedBy": "tester",
        "batch": 5,
        "key": "key-1",
        "batchSha256": "0" * 64,
        "eventSha256": hashlib.sha256(payload.encode()).hexdigest(),
    }
    return Recorded.model_validate(given | fields)


def code(line: str) -> str:
    with pytest.raises(Refused) as refusal:
        read_line(line)
    return refusal.value.problems[0].code


@given(payload=PAYLOADS, by=HOSTILE, head=st.sampled_from([None, 7]))
def test_what_is_written_is_read_to_the_byte_whatever_the_text_quotes(payload: str, by: str, head: int | None) -> None:
    given = recorded(payload, recordedBy=by, head=head)

    line = write_line(payload, given)

    assert read_line(line) == (payload, given)
    assert "\n" not in line
    assert json.loads(line)["recordedBy"] == by


@given(at=st.integers(0, 10_000), new=st.characters(exclude_categories=["Cs"]))
def test_a_line_in_which_any_character_was_changed_is_refused(at: int, new: str) -> None:
    payload = interchange.write(asserted(id="a", note="Имам-Сахиб"))
    line = write_line(payload, recorded(payload))
    at %= len(line)

    if line[at] != new:
        assert code(line[:at] + new + line[at + 1 :]) in {"DAMAGED", "NOT_EXPORTED"}
    assert code(line[:at]) in {"DAMAGED", "NOT_EXPORTED"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eventSha256": "1" * 64}, "DAMAGED_BEFORE"),
        ({"batch": 8}, "DAMAGED"),
        ({"recordedAt": "2021-07-10"}, "DAMAGED"),
        ({"recordedAt": "2021-07-10T12:30:15+00:00"}, "DAMAGED"),
        ({"recordedBy": "a\0b"}, "DAMAGED"),
        ({"recordedBy": 3}, "DAMAGED"),
        ({"position": True}, "DAMAGED"),
        ({"position": 0}, "DAMAGED"),
        ({"key": ""}, "DAMAGED"),
        ({"key": "é"}, "DAMAGED"),
        ({"surplus": 1}, "DAMAGED"),
    ],
)
def test_digests_that_fit_do_not_make_good_what_no_log_has(fields: dict[str, object], expected: str) -> None:
    payload = interchange.write(asserted(id="a"))
    given = recorded(payload).model_dump(by_alias=True, exclude_none=True) | fields
    text = f"{payload[:-1]},{json.dumps(given, ensure_ascii=False, separators=(',', ':'))[1:-1]}"

    assert code(f'{text},"lineSha256":"{hashlib.sha256(text.encode()).hexdigest()}"}}') == expected


def test_a_line_without_how_it_was_recorded_says_what_to_do() -> None:
    assert code(interchange.write(asserted(id="a"))) == "NOT_EXPORTED"


def test_the_event_is_what_is_left_without_the_recording() -> None:
    payload = interchange.write(asserted(id="a"))
    line = json.loads(write_line(payload, recorded(payload)))

    assert is_recorded(line)
    assert without_recording(line) == json.loads(payload)
    assert not is_recorded(json.loads(payload))
    # A hand-written line keeps a field that it should not have: the reader names it.
    assert without_recording({"type": "X", "key": "k"}) == {"type": "X", "key": "k"}


def test_no_event_has_a_field_of_these_names() -> None:
    names = {field.alias or name for model in TYPES.values() for name, field in model.model_fields.items()}

    assert not names & FIELDS
