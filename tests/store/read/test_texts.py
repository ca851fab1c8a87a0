"""Texts by number: the same numbers for the same texts, whether they were added here or come from a file."""

from hypothesis import given
from hypothesis import strategies as st

from store.read.kernel.texts import Texts

some = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=20)


@given(some, some)
def test_a_text_has_one_number_before_and_after_a_file(first: list[str], second: list[str]) -> None:
    """given texts that are added, saved and made again, and more that are added then; then each has its own number"""
    texts = Texts()
    numbers = {text: texts.number(text) for text in first}
    again = Texts(texts.saved()[0].tobytes(), texts.saved()[1])
    numbers |= {text: again.number(text) for text in second}

    assert len(set(numbers.values())) == len(numbers)
    assert numbers.get("", 0) == 0
    assert all(again[number] == text == Texts(*_bytes_of(again))[number] for text, number in numbers.items())
    assert all(again.number(text) == number for text, number in numbers.items())
    assert len(again) == len({"", *first, *second})


@given(some, some)
def test_a_copy_stays_as_it_is(first: list[str], second: list[str]) -> None:
    texts = Texts()
    for text in first:
        texts.number(text)
    copy = texts.copy()
    before = [copy[number] for number in range(len(copy))]
    for text in second:
        texts.number(text)

    assert [copy[number] for number in range(len(copy))] == before


def _bytes_of(texts: Texts) -> tuple[bytes, object]:
    whole, ends = texts.saved()
    return whole.tobytes(), ends
