"""Reported names, old codes and editions of the gazetteer, as the API answers them."""

from domain.values.limits import NAME_CHARS_MAX
from tests.support.asking import Api
from tests.support.builders import cast, code, place, place_changed

QUESTION = """
query($name: String!, $within: ID, $first: Int! = 5) {
  resolvePlace(name: $name, within: $within, first: $first) {
    place { id parent { id } } score matched reasons ambiguous
  }
}
"""


async def test_a_reported_name_is_answered_with_reasons(api: Api) -> None:
    await api.recorded(*cast(), place("x", "Baharak", parent="af-kunduz"), place("y", "Baharak", parent="af"))

    found = (await api.ask(QUESTION, name="Имом Сохиб"))["resolvePlace"]
    assert found[0] | {"score": 1} == {
        "place": {"id": "af-imam-sahib", "parent": {"id": "af-kunduz"}},
        "score": 1,
        "matched": "Imam Sahib",
        "reasons": ["sounds alike"],
        "ambiguous": False,
    }
    shared = (await api.ask(QUESTION, name="baharak"))["resolvePlace"]
    assert [(one["place"]["id"], one["ambiguous"]) for one in shared] == [("x", True), ("y", True)]
    one = (await api.ask(QUESTION, name="baharak", within="af-kunduz"))["resolvePlace"]
    assert [(one["place"]["id"], one["ambiguous"]) for one in one] == [("x", False)]


async def test_a_text_that_is_too_long_for_a_name_is_refused(api: Api) -> None:
    assert await api.code(QUESTION, name="x" * (NAME_CHARS_MAX + 1)) == "BAD_USER_INPUT"
    assert (await api.ask(QUESTION, name="x" * NAME_CHARS_MAX))["resolvePlace"] == []


ARTICLE = {
    "Khajaghar": "khwaja-ghar",
    "Ходжагар": "khwaja-ghar",
    "خواجه غار": "khwaja-ghar",
    "Qala-ye Zal": "qala-e-zal",
    "Qalai Zol": "qala-e-zal",
    "Калаи-Зал": "qala-e-zal",
    "قلعه زال": "qala-e-zal",
    "Darkad": "darqad",
    "درقد": "darqad",
    "Chah Ab": "chahab",
    "Чахаб": "chahab",
    "چاه آب": "chahab",
    "Imam Saheb": "imam-sahib",
    "امام صاحب": "imam-sahib",
    "Sher Khan Bandrar": "sher-khan-bandar",
    "Шерхан-Бандар": "sher-khan-bandar",
}
"""As reports have them: of places of which the main name alone is on record."""


async def test_names_of_the_article_are_found_in_three_scripts(api: Api) -> None:
    mains = [
        "Khwaja Ghar",
        "Qala-e-Zal",
        "Darqad",
        "Chahab",
        "Imam Sahib",
        "Sher Khan Bandar",
        "Dasht-e-Qala",
        "Yangi Qala",
    ]
    places = [place(name.lower().replace(" ", "-"), name, parent="takhar") for name in mains]
    await api.recorded(place("takhar", "Takhar", kind="PROVINCE"), *places)

    for name, meant in ARTICLE.items():
        found = (await api.ask(QUESTION, name=name, first=1))["resolvePlace"]
        assert [(one["place"]["id"], one["ambiguous"]) for one in found] == [(meant, False)], name


SHARED = ("Arghandab", "Baharak", "Dawlatabad", "Fayzabad", "Jaghatu", "Janikhel", "Kohistan", "Muqur", "Qarabagh")
SHARED += ("Surobi", "Tagab")


async def test_the_eleven_names_of_two_afghan_districts_are_never_guessed(api: Api) -> None:
    twice = [place(f"{side}-{name.lower()}", name, parent=side) for name in SHARED for side in ("one", "other")]
    await api.recorded(place("one", kind="PROVINCE"), place("other", kind="PROVINCE"), *twice)

    for name in SHARED:
        for asked in (name, name.upper(), name.replace("a", "o", 1)):
            found = (await api.ask(QUESTION, name=asked))["resolvePlace"]
            assert {one["place"]["id"] for one in found[:2]} == {f"one-{name.lower()}", f"other-{name.lower()}"}
            assert all(one["ambiguous"] for one in found), asked
        [one] = (await api.ask(QUESTION, name=name, within="one", first=1))["resolvePlace"]
        assert (one["place"]["id"], one["ambiguous"]) == (f"one-{name.lower()}", False)


async def test_a_wrong_question_is_refused_with_a_reason(api: Api) -> None:
    await api.recorded(*cast())

    assert (await api.ask(QUESTION, name="\u0000?"))["resolvePlace"] == []
    for variables in ({"name": "x" * 301}, {"name": "x", "first": 0}, {"name": "x", "within": "nowhere"}):
        assert await api.code(QUESTION, **variables) in ("BAD_USER_INPUT", "UNKNOWN_PLACE")


async def test_an_old_code_finds_its_place_with_a_warning(api: Api) -> None:
    old = {"scheme": "s", "edition": "1", "code": "OLD", "validTo": "2020-01-01"}
    await api.recorded(*cast(), place("x", parent="af", codes=[old, code("NEW", scheme="s", edition="2")]))
    question = (
        'query($code: CodeInput!) { place(code: $code) { id } asOf(date: "2021-06-23") { place(code: $code) { id } } }'
    )

    answer = await api.answer(question, code={"scheme": "s", "code": "OLD"})
    assert answer["data"] == {"place": {"id": "x"}, "asOf": {"place": {"id": answer["data"]["asOf"]["place"]["id"]}}}
    assert answer["extensions"]["warnings"] == [
        {"code": "OLD_CODE", "message": "OLD of s is an old code of x: now it has NEW (edition 2)"}
    ]
    assert "warnings" not in (await api.answer(question, code={"scheme": "s", "code": "NEW"}))["extensions"]
    assert (
        "warnings"
        not in (await api.answer(question, code={"scheme": "s", "code": "OLD", "edition": "1"}))["extensions"]
    )


async def test_gazetteers_live_side_by_side_each_with_its_denominator(api: Api) -> None:
    both = [code("A", edition="old"), code("A", edition="new")]
    await api.recorded(
        *cast()[:-1],
        place("kept", parent="af-kunduz", codes=both),
        place("left", parent="af-kunduz", codes=[code("B", edition="old")]),
        place("begun", parent="af-kunduz", codes=[code("B", edition="new")], existsFrom="2021-01-01"),
        place("split", parent="af-kunduz", codes=[code("C", edition="new")], existsFrom="2021-01-01"),
        place("elsewhere", parent="af", codes=[code("D", edition="new")]),
        place("without", parent="af-kunduz"),
    )
    question = """
    query($edition: EditionInput, $on: Date!) {
      asOf(date: $on) { tally(within: "af-kunduz", edition: $edition) { denominator } }
      places(within: "af-kunduz", kind: DISTRICT, edition: $edition, on: $on) { totalCount nodes { id } }
      editions(within: "af-kunduz", on: $on) { scheme edition kind places }
    }"""

    async def counted(edition: str | None, on: str) -> tuple[int, int, list]:
        given = edition and {"scheme": "ocha-cod-ab", "edition": edition}
        found = await api.ask(question, edition=given, on=on)
        told = [(one["edition"], one["places"]) for one in found["editions"] if one["kind"] == "DISTRICT"]
        return found["asOf"]["tally"]["denominator"], found["places"]["totalCount"], told

    assert await counted("old", "2021-06-23") == (2, 2, [("new", 3), ("old", 2)])
    assert await counted("new", "2021-06-23") == (3, 3, [("new", 3), ("old", 2)])
    assert await counted("new", "2020-06-23") == (1, 1, [("new", 1), ("old", 2)])
    assert (await counted(None, "2021-06-23"))[:2] == (5, 5)
    assert (await counted("none", "2021-06-23"))[:2] == (0, 0)


async def test_a_place_is_described_as_on_the_day_that_is_asked_for(api: Api) -> None:
    moved = place_changed("af-imam-sahib", "Renamed", parent="af", occurred="2021-06-01", successorOf="af-kunduz")
    await api.recorded(*cast(), moved)
    question = """
    query($on: Date!) {
      place(id: "af-imam-sahib", on: $on) { name parent { id } describedFrom successorOf { id } ancestors { id } }
      places(kind: DISTRICT, on: $on) { nodes { name } }
      asOf(date: $on) { place(id: "af-imam-sahib") { place { name } } tally(within: "af-kunduz") { denominator } }
      series(from: $on, to: $on, within: "af-kunduz") { denominator }
      kunduz: place(id: "af-kunduz", on: $on) { children { nodes { id } } }
    }"""

    before, after = [await api.ask(question, on=day) for day in ("2021-05-31", "2021-06-01")]
    assert before["place"]["name"] == before["places"]["nodes"][0]["name"] == "Imam Sahib"
    assert after["place"]["name"] == after["asOf"]["place"]["place"]["name"] == "Renamed"
    assert [one["id"] for one in before["place"]["ancestors"]] == ["af-kunduz", "af"]
    assert [one["id"] for one in after["place"]["ancestors"]] == ["af"]
    assert (after["place"]["describedFrom"], after["place"]["successorOf"]) == ("2021-06-01", {"id": "af-kunduz"})
    assert before["place"]["describedFrom"] is None
    assert (before["asOf"]["tally"]["denominator"], before["series"][0]["denominator"]) == (1, 1)
    assert (after["asOf"]["tally"]["denominator"], after["series"][0]["denominator"]) == (0, 0)
    assert (len(before["kunduz"]["children"]["nodes"]), len(after["kunduz"]["children"]["nodes"])) == (1, 0)
