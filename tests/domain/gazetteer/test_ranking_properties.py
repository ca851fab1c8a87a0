"""What must hold of every name and every gazetteer."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.gazetteer import names
from domain.gazetteer.ranking import Candidate, Index

LETTERS = "abcdeghijklmnoqrstuwxyz -'āīşčآابتدرسشقکلمنهویةайклмнрсжцї"
NAMES = st.text(LETTERS, min_size=1, max_size=14).filter(lambda text: names.normal(text).strip())
GAZETTEERS = st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=8).map(
    lambda called: [Candidate(str(number), of) for number, of in enumerate(called)]
)


def places_called(name: str, gazetteer: list[Candidate]) -> set[str]:
    same = names.normal(name)
    return {one.place for one in gazetteer if same in map(names.normal, one.names)}


@given(GAZETTEERS, st.data())
def test_a_name_on_record_of_one_place_alone_comes_first(gazetteer, data) -> None:
    name = data.draw(st.sampled_from([name for one in gazetteer for name in one.names]))

    found = Index(gazetteer).rank(name, 3)

    assert found[0].score == 1
    assert found[0].place in places_called(name, gazetteer)


@given(GAZETTEERS, st.data())
def test_a_name_of_two_places_is_never_sure(gazetteer, data) -> None:
    twice = [*gazetteer, Candidate("twin", [data.draw(st.sampled_from(gazetteer)).names[0]])]

    assert all(match.ambiguous for match in Index(twice).rank(twice[-1].names[0], 10))


@given(GAZETTEERS, st.text(max_size=30))
def test_any_text_has_an_answer_and_at_most_one_that_is_sure(gazetteer, text) -> None:
    found = Index(gazetteer).rank(text, 10)

    assert sum(not match.ambiguous for match in found) <= 1
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        str.title,
        lambda name: f"  {name}\t",
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: unicodedata.normalize("NFC", name),
        lambda name: unicodedata.normalize("NFC", name.replace("a", "a\u0304").replace("u", "u\u0301")),
    ],
    ids=["upper", "title", "spaces", "NFD", "NFC", "accents"],
)
@given(gazetteer=GAZETTEERS, name=NAMES)
def test_case_accents_forms_and_spaces_change_nothing(written, gazetteer, name) -> None:
    index = Index(gazetteer)

    assert index.rank(written(name), 5) == index.rank(name, 5)


@given(GAZETTEERS, NAMES, st.randoms())
def test_the_order_of_the_gazetteer_changes_nothing(gazetteer, name, chance) -> None:
    shuffled = chance.sample(gazetteer, len(gazetteer))

    def told(of: list[Candidate]) -> list[tuple[str, float, bool]]:
        return [(match.place, match.score, match.ambiguous) for match in Index(of).rank(name, 10)]

    assert told(shuffled) == told(gazetteer)
