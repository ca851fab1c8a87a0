"""What is sealed is opened by its key alone, and whatever else is tried is refused in words."""

import json
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.problems import FieldError
from domain.values.sealed import is_sealed
from domain.values.text import clean
from service.vault.keys import VaultKey, age, public_keys
from service.vault.sealing import BLOCK_BYTES, Sealed, open_sealed, seal

KEY, OTHER_KEY = VaultKey.generate(), VaultKey.generate()
ANY = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u061c\u200e\u200f")
values = (
    st.text(ANY, min_size=1)
    .filter(lambda text: not any("\u202a" <= each <= "\u2069" for each in text))
    .filter(str.strip)
)


def sealed(value: str) -> Sealed:
    return seal(value, public_keys(KEY.public))


def refusal(text: str, ciphertext: bytes, key: VaultKey = KEY) -> str:
    with pytest.raises(FieldError) as refused:
        open_sealed(text, ciphertext, key)
    return refused.value.code


@given(value=values)
def test_what_was_sealed_is_opened_as_it_would_stand_in_the_log(value: str) -> None:
    made = sealed(value)

    assert is_sealed(made.text)
    assert open_sealed(*made, KEY) == clean(value) == unicodedata.normalize("NFC", value).strip()
    assert refusal(*made, OTHER_KEY) == "CANNOT_OPEN"


@given(value=values)
def test_the_same_value_sealed_again_is_another_text(value: str) -> None:
    first, again = sealed(value), sealed(value)

    assert first.text != again.text
    assert refusal(first.text, again.ciphertext) == "ANOTHER_VALUE"


@given(value=values, where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_ciphertext_with_one_bit_changed_is_not_opened(value: str, where: int, bit: int) -> None:
    text, ciphertext = sealed(value)
    changed = bytearray(ciphertext)
    changed[where % len(changed)] ^= 1 << bit

    assert refusal(text, bytes(changed)) == "CANNOT_OPEN"


@given(cut=st.integers(min_value=1))
def test_a_ciphertext_that_is_cut_off_is_not_opened(cut: int) -> None:
    text, ciphertext = sealed("Ahmad Rahimi")

    assert refusal(text, ciphertext[: -(cut % len(ciphertext)) or None][:-1]) == "CANNOT_OPEN"


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"salt": "00", "value": "x"}', b'{"salt": "no", "value": "x"}', b'{"salt": 1, "value": 2}'],
)
def test_what_somebody_else_has_put_into_the_file_is_refused(content: bytes) -> None:
    ciphertext = age().encrypt(content, list(public_keys(KEY.public)))

    assert refusal(sealed("x").text, ciphertext) == "ANOTHER_VALUE"


def test_the_length_of_a_ciphertext_does_not_tell_how_long_a_name_is() -> None:
    """What stands before it, a line of the key and lines of chance, has nothing of the value."""
    values = ("Li", "Ahmad Rahimi", "x" * (BLOCK_BYTES // 2))
    bodies = [sealed(value).ciphertext.split(b"\n--- ", 1)[1].split(b"\n", 1)[1] for value in values]

    assert len({len(body) for body in bodies}) == 1


def test_each_of_several_keys_opens_it() -> None:
    made = seal("Ahmad", public_keys(f"# the desk\n{KEY.public}\n\n{OTHER_KEY.public}\n"))

    assert open_sealed(*made, KEY) == open_sealed(*made, OTHER_KEY) == "Ahmad"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "EMPTY"),
        (" \n", "EMPTY"),
        ("x" * 10_001, "TOO_LONG"),
        (f"sealed:{'0f' * 32}", "SEALED_ALREADY"),
        ("a\u202eb", "BIDI_CONTROL"),
        ("a\x00b", "CONTROL_CHARACTER"),
        ("\ud800", "LONE_SURROGATE"),
    ],
)
def test_what_cannot_stand_in_the_log_is_not_sealed_and_not_repeated(value: str, code: str) -> None:
    with pytest.raises(FieldError) as refused:
        sealed(value)

    assert refused.value.code == code
    assert value.strip() == "" or value not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["", "age1", "AGE-SECRET-KEY-1", "x", f"{KEY.text}{OTHER_KEY.text}", KEY.public],
    ids=["empty", "a beginning", "another", "a letter", "two keys", "a public key"],
)
def test_a_file_without_a_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        VaultKey.read(text)

    assert refused.value.code == "NO_KEY"
    assert not text or text not in str(refused.value) or text in "AGE-SECRET-KEY-1"


@pytest.mark.parametrize(
    "text", ["", "# nothing", "age1", "x", KEY.text], ids=["empty", "a remark", "a beginning", "a letter", "a key"]
)
def test_a_file_without_a_public_key_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        public_keys(text)

    assert refused.value.code == "NO_PUBLIC_KEY"


def test_a_key_is_read_back_from_its_file() -> None:
    assert VaultKey.read(KEY.text).public == KEY.public


def test_what_is_sealed_can_be_checked_with_common_tools_alone() -> None:
    """given what `age -d` prints; then SHA-256 over the salt and the value is what stands in the log"""
    text, ciphertext = sealed("Ахмад Рахими")
    record = json.loads(age().decrypt(ciphertext, [KEY.identity]))

    given = bytes.fromhex(record["salt"]) + record["value"].encode()
    digest = subprocess.run(["sha256sum"], input=given, capture_output=True, check=True).stdout
    assert f"sealed:{digest.split()[0].decode()}" == text
