"""Names that went through a wrong encoding: once, several times, or with the loss of letters."""

import pytest

from importers.reading.mangled import has_lost_letters
from importers.reading.plain_text import text
from tests.support.table_files import codes, mapped

WORDS = ("Київ", "Shābwah", "Ñandú Áéí", "Khāniqīn", "Донецьк", "صنعاء", "São Tomé", "Üsküdar")


def wrongly_read(word: str, codec: str) -> str:
    """As a program shows it that takes UTF-8 for another encoding; bytes that this has not stay as they are."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in word.encode())


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_was_encoded_several_times_is_read_back(word: str, times: int) -> None:
    mangled = word
    for _ in range(times):
        mangled = wrongly_read(mangled, "cp1252")
    repairs: list[str] = []

    assert text(mangled, repairs) == word
    assert repairs == ["TWICE_ENCODED"]


@pytest.mark.parametrize("word", ["Київ", "Донецьк", "صنعاء", "Üsküdar"])
@pytest.mark.parametrize("codec", ["cp1251", "cp866", "cp437"])
def test_it_may_have_been_read_in_another_code_page(word: str, codec: str) -> None:
    mangled = wrongly_read(word, codec)

    assert text(mangled, []) == word or has_lost_letters(mangled)


@pytest.mark.parametrize(
    "word",
    [
        *WORDS,
        "Рівне",
        "Сімферополь",
        "Рі",
        "РСФСР",
        "Сєвєродонецьк",
        "Ðà Nẵng",
        "Åland",
        "N’Djamena",
        "Ta'izz",
        "Ма’ріб",
    ],
)
def test_what_is_right_stays_as_it_is(word: str) -> None:
    repairs: list[str] = []

    assert (text(word, repairs), repairs) == (word, [])
    assert not has_lost_letters(word)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Sh&#257;bwah", "Shābwah"), ("Ta&amp;#39;izz", "Ta'izz"), ("A &amp; B", "A & B"), ("A & B;", "A & B;")],
)
def test_letters_written_as_a_web_page_does_are_read(written: str, meant: str) -> None:
    assert text(written, []) == meant


@pytest.mark.parametrize(
    "name",
    [
        "Sh?bwah",
        "?dan",
        "Ta?izz",
        "Mukall?",
        "?????",
        "Sh\ufffdbwah",
        "Repub*",
        "Democratic Rep...",
        "Sh#bwah",
        "ÐšÐ¸Ñ—Ð",
    ],
)
def test_lost_letters_are_noticed(name: str) -> None:
    assert has_lost_letters(name)


DESCRIBED = """
name = "posts"
source = "list"
[[once]]
type = "PlaceRegistered"
place = { column = "name", slug = true }
kind = { value = "POPULATED_PLACE" }
names = [{ text = "name" }]
[event]
type = "SituationAssessed"
place = { column = "name", slug = true }
occurred = { value = "2021-06-22" }
assessment = "text"
"""


def test_no_place_is_described_by_a_name_without_its_letters() -> None:
    lines = mapped(DESCRIBED, "name,text\nSh?bwah,Why?\nAden,Why?\n")

    assert codes(lines) == [(2, "LOST_LETTERS")]
    assert lines[1].events[0].assessment == "Why?"
