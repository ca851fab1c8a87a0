"""Names that begin like what is typed, in any script and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.gazetteer import names
from domain.gazetteer.name_prefixes import Named, PrefixIndex, Rank, own_letters

REGISTER = [
    Named("khwaja-ghar", ("Khwaja Ghar", "خواجه غار")),
    Named("khwaja-dukoh", ("Khwaja Dukoh",)),
    Named("imam-sahib", ("Imam Sahib", "Имам-Сахиб")),
    Named("imam", ("Imam",)),
    Named("chahab", ("Chah Ab",)),
    Named("tokyo", ("東京",)),
    Named("archi", ("ارچی",)),
]
INDEX = PrefixIndex(REGISTER)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("imam", {"imam": Rank.SAME, "imam-sahib": Rank.BEGINS}),
        ("Imam Sah", {"imam-sahib": Rank.BEGINS}),
        ("imamsahib", {"imam-sahib": Rank.SAME}),
        ("imam-sahib", {"imam-sahib": Rank.SAME}),
        ("sahib", {"imam-sahib": Rank.WORDS_BEGIN}),
        ("sah im", {"imam-sahib": Rank.WORDS_BEGIN}),
        ("Имам", {"imam": Rank.SAME, "imam-sahib": Rank.BEGINS}),
        ("Имам-Сах", {"imam-sahib": Rank.BEGINS}),
        ("Khaja", {"khwaja-ghar": Rank.SOUNDS_SO, "khwaja-dukoh": Rank.SOUNDS_SO}),
        ("Khwaja Gar", {"khwaja-ghar": Rank.SOUNDS_SO}),
        ("Khajagh", {"khwaja-ghar": Rank.SOUNDS_SO}),
        ("Ходжагар", {"khwaja-ghar": Rank.CONSONANTS_SO}),
        ("خواجه", {"khwaja-ghar": Rank.BEGINS}),
        ("ا", {"archi": Rank.BEGINS}),
        ("ch", {"chahab": Rank.BEGINS}),
        ("東", {"tokyo": Rank.BEGINS}),
        ("Atlantis", {}),
        ("", {}),
        (" - ", {}),
    ],
)
def test_what_begins_so_is_ranked(typed: str, expected: dict[str, Rank]) -> None:
    assert INDEX.ranks(typed) == expected


CALLED = st.text(st.sampled_from("abkh ا خ"), min_size=1, max_size=8)


@given(called=st.lists(CALLED, max_size=8), typed=CALLED)
def test_nothing_that_begins_so_is_missed(called: list[str], typed: str) -> None:
    """Given names and a text, when it is looked for, then as a scan of the written names would."""
    index = PrefixIndex(Named(str(number), (name,)) for number, name in enumerate(called))
    key = names.normal(typed)
    letters = own_letters(typed)
    scanned = {
        str(number)
        for number, name in enumerate(called)
        if (key and names.normal(name).startswith(key)) or (letters and own_letters(name).startswith(letters))
    }

    ranks = index.ranks(typed)

    assert {id for id, rank in ranks.items() if rank <= Rank.BEGINS} == scanned


@given(name=CALLED.filter(lambda text: names.normal(text)), letters=st.integers(1, 8))
def test_every_beginning_of_a_name_finds_it(name: str, letters: int) -> None:
    if names.normal(name[:letters]):
        assert "x" in PrefixIndex([Named("x", (name,))]).ranks(name[:letters])


def test_long_titles_are_found_by_any_of_their_words() -> None:
    title = "Statement of the Ministry on the crossing of servicemen at the river, with " + "many " * 50 + "words"
    index = PrefixIndex([Named("s", (title, "Asia-Plus"))], spoken=False)

    assert index.ranks("servicemen riv asia") == {"s": Rank.WORDS_BEGIN}
    assert index.ranks(title) == {"s": Rank.SAME}
    assert index.ranks("soldiers") == {}
