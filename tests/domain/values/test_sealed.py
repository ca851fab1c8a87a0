"""Sealed values: the same salt and value give the same text, nothing else does, and nobody writes half of one."""

import hashlib
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.events import interchange
from domain.values.problems import Refused
from domain.values.sealed import SALT_BYTES, commitment, is_sealed, short_sealed

SEALED = f"sealed:{'5f0c1a2b' * 8}"
salts = st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES)
values = st.text(min_size=1)
ASSESSED = {"type": "SituationAssessed", "occurred": "2021-06-22", "place": "af", "assessment": "tense"}


@given(value=st.text(st.characters(codec="utf-8"), min_size=1), salt=salts)
def test_a_commitment_is_the_digest_of_salt_and_value(value: str, salt: bytes) -> None:
    sealed = commitment(value, salt)

    assert sealed == "sealed:" + hashlib.sha256(salt + value.encode("utf-8")).hexdigest()
    assert is_sealed(sealed)


@given(
    first=st.tuples(st.text(st.characters(codec="utf-8")), salts),
    other=st.tuples(st.text(st.characters(codec="utf-8")), salts),
)
def test_another_salt_or_value_is_another_commitment(first: tuple[str, bytes], other: tuple[str, bytes]) -> None:
    assume(first != other)

    assert commitment(*first) != commitment(*other)


@pytest.mark.parametrize(
    "text",
    [SEALED, f"by phone from {SEALED}, twice", f"{SEALED}; {SEALED}", f"({SEALED})", "the border was sealed: none"],
)
def test_a_sealed_value_may_stand_alone_and_within_a_text(text: str) -> None:
    read = interchange.parse({**ASSESSED, "note": text, "attribution": [SEALED]})

    assert (read.note, read.attribution) == (text, (SEALED,))


NOT_SEALED = [
    "sealed:Ahmad Rahimi",
    "sealed: Ahmad Rahimi",
    "SEALED:Ahmad Rahimi",
    "by phone from sealed:Ahmad",
    SEALED[:-1],
    SEALED + "0",
    SEALED.upper(),
    SEALED.replace("5f", "5F"),
    f"{SEALED}; {SEALED[:20]}",
]


@pytest.mark.parametrize("text", NOT_SEALED)
@pytest.mark.parametrize("field", ["note", "assessment", "incident"])
def test_what_only_looks_sealed_is_refused_and_not_repeated(text: str, field: str) -> None:
    """given a person who takes the word for the deed; then the name is neither recorded nor shown"""
    with pytest.raises(Refused) as refused:
        interchange.read(json.dumps({**ASSESSED, field: text}))

    [problem] = refused.value.problems
    assert (problem.path, problem.code) == ((field,), "NOT_SEALED")
    assert "timeline vault seal" in problem.message
    assert "Ahmad" not in problem.message


@pytest.mark.parametrize("text", [*NOT_SEALED, f" {SEALED}", f"from {SEALED}", f"{SEALED}\n"])
def test_an_erasure_names_one_sealed_value_exactly(text: str) -> None:
    with pytest.raises(Refused):
        interchange.parse({"type": "SealedValueErased", "sealed": text, "reason": "asked for"})


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (SEALED, "sealed (5f0c1a2b)"),
        (f"by {SEALED}, then {SEALED}", "by sealed (5f0c1a2b), then sealed (5f0c1a2b)"),
        ("sealed: none", "sealed: none"),
        (SEALED + "0", SEALED + "0"),
        ("Paper A", "Paper A"),
    ],
)
def test_people_read_the_first_digits(text: str, short: str) -> None:
    assert short_sealed(text) == short
