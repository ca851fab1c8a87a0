"""The worked cases about numbers, as data: given these events, this question, these bounds and this account.

Every door is asked the same: tests/api/graphql/test_counting.py and tests/cli/test_counting.py.
"""

from dataclasses import dataclass, field
from typing import Any

from domain.events import Event
from tests.support.builders import (
    cast,
    corrected,
    event,
    place,
    retracted,
    source,
)

DAY = "2021-06-22"
TELLERS = ("asia-plus", "khovar", "tolonews", "amu")
DISTRICTS = {"shohin": 104, "darvoz": 296, "vanj": 173, "khorugh": 312, "ishkashim": 152}
POSTS = {
    "shohon": ("shohin", 104),
    "ruzvay": ("darvoz", 213),
    "nulvand": ("darvoz", 83),
    "khumrogi": ("vanj", 173),
    "tem": ("khorugh", 312),
    "eshkashim": ("ishkashim", 102),
    "langar": ("ishkashim", 50),
}


@dataclass(frozen=True)
class Asked:
    """A question about people: crossings, or casualties where `kinds` are given. `bounds`: low, best, high."""

    bounds: tuple[int | None, int | None, int | None]
    first: str = "2021-06-01"
    last: str = "2021-07-31"
    known_on: str | None = None
    where: dict[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    reasons: dict[str, str] | None = None
    """By incident: what became of it. None: it does not matter here."""


@dataclass(frozen=True)
class Case:
    name: str
    events: tuple[Event, ...]
    asked: tuple[Asked, ...]

    @property
    def log(self) -> list[Event]:
        """All that has to be recorded, in order."""
        places = [
            place("tj", kind="COUNTRY"),
            *(place(f"tj-{name}", parent="tj") for name in DISTRICTS),
            *(place(f"tj-{name}", kind="BASE", parent=f"tj-{of}") for name, (of, _) in POSTS.items()),
        ]
        return [*cast(), *(source(name) for name in TELLERS), *places, *self.events]


def exact(number: int) -> dict[str, Any]:
    return {"best": number, "qualifier": "EXACT"}


def crossed(id: str | None, count: int | dict[str, Any], **fields: Any) -> Event:
    told = exact(count) if isinstance(count, int) else count
    given = {"occurred": DAY, "published": DAY, "origin": "af", "destination": "tj", "source": "khovar", **fields}
    return event("PersonsCrossedBorder", id=id, count=told, **given)


def harmed(id: str, kinds: list[str], count: int | dict[str, Any], **fields: Any) -> Event:
    told = exact(count) if isinstance(count, int) else count
    given = {"occurred": DAY, "published": DAY, "source": "khovar", "place": "af-imam-sahib", **fields}
    return event("CasualtiesReported", id=id, kinds=kinds, count=told, **given)


MORE_THAN_130 = {"low": 131, "qualifier": "MORE_THAN", "verbatim": "more than 130"}
FIRST = crossed("first", MORE_THAN_130, incident="flight", source="asia-plus")
SECOND = crossed("second", 134, incident="flight")
WHOLE = crossed("whole", 1037, occurred="2021-07-05", incident="night")
BY_POSTS = tuple(
    crossed(f"post-{name}", number, occurred="2021-07-05", incident="night", partOf="whole", via=[f"tj-{name}"])
    for name, (_, number) in POSTS.items()
)
BY_DISTRICTS = tuple(
    crossed(f"at-{name}", number, occurred="2021-07-05", incident="night", partOf="whole", via=[f"tj-{name}"])
    for name, number in DISTRICTS.items()
)
TWO_WEEKS = crossed("two-weeks", 1573, occurred="2021-06-22/2021-07-05", source="tolonews")
BACK = tuple(
    crossed(f"back-{number}", number, origin="tj", destination="af", source=teller)
    for number, teller in zip((600, 280, 2300), TELLERS[:3], strict=True)
)
JOINT = harmed("joint", ["KILLED", "WOUNDED", "CAPTURED"], {"high": 100, "qualifier": "UP_TO"}, incident="attack")
ABOUT_600 = {"best": 600, "qualifier": "ABOUT"}
SERVICEMEN = {"group": "ARMED_FORCES"}
ON_5, IN_4_5 = {"occurred": "2021-07-05"}, {"occurred": "2021-07-04/2021-07-05"}
BY_A_POST = {"source": "tolonews", "via": ["tj-shohon"]}
ON_4_OR_5, IN_5_7 = {"occurred": "[2021-06-04..2021-06-05]"}, {"occurred": "2021-06-05/2021-06-07"}
JUNE = ("2021-06-01", "2021-06-30")
ALL_MONTH = {"occurred": "2021-01-01/2021-01-31"}
JANUARY = ("2021-01-01", "2021-01-31")


CASES = [
    Case("more than 130", (FIRST,), (Asked((131, None, None), DAY, DAY),)),
    Case("more than 130 and exactly 134 of one incident", (FIRST, SECOND), (Asked((134, 134, 134), DAY, DAY),)),
    Case(
        "corrected to 134 the day after",
        (FIRST, corrected("first", crossed(None, 134, incident="flight"), id="fix", published="2021-06-24")),
        (Asked((131, None, None), known_on="2021-06-23"), Asked((134, 134, 134))),
    ),
    Case(
        "retracted",
        (SECOND, retracted("second", published="2021-07-01")),
        (Asked((134, 134, 134), known_on="2021-06-30"), Asked((None, None, None))),
    ),
    Case(
        "on one of two days, and a total over three, with two keys",
        (crossed("a", 5, **ON_4_OR_5, incident="a"), crossed("b", 5, **IN_5_7, incident="b")),
        (Asked((10, 10, 10), *JUNE),),
    ),
    Case(
        "on one of two days, and a total over three, without keys",
        (crossed("a", 5, **ON_4_OR_5), crossed("b", 5, **IN_5_7, source="tolonews")),
        (Asked((5, None, 10), *JUNE),),
    ),
    Case("1,037 in seven parts", (WHOLE, *BY_POSTS), (Asked((1037, 1037, 1037)),)),
    Case(
        "1,037 by five districts and by seven posts",
        (WHOLE, *BY_POSTS, *BY_DISTRICTS),
        (
            Asked((1037, 1037, 1037)),
            Asked((296, 296, 296), where={"via": "tj-darvoz"}),
            Asked((50, 50, 50), where={"via": "tj-langar"}),
            Asked((1037, 1037, 1037), where={"via": "tj"}),
        ),
    ),
    Case(
        "a corrected whole keeps its parts",
        (WHOLE, *BY_POSTS, corrected("whole", crossed(None, 1040, occurred="2021-07-05"), id="fix")),
        (Asked((1040, 1040, 1040)),),
    ),
    Case(
        "347 whose parts give 345",
        (crossed("whole", 347), crossed("guards", 103, partOf="whole"), crossed("soldiers", 242, partOf="whole")),
        (Asked((347, 347, 347), reasons={"whole": "ADDED"}),),
    ),
    Case(
        "1,573 over two weeks is not added to events",
        (SECOND, WHOLE, *BY_POSTS, TWO_WEEKS),
        (
            Asked((1171, None, 1573), reasons={"flight": "ADDED", "night": "ADDED", "two-weeks": "PERIOD_TOTAL"}),
            Asked((134, None, 536), DAY, DAY),
        ),
    ),
    Case(
        "600, 280 and 2,300 returned on one day, by three tellers",
        (SECOND, *BACK),
        (
            Asked((280, None, 2300), where={"origin": "tj"}, reasons={"back-600": "ADDED"}),
            Asked((134, 134, 134), where={"origin": "af"}),
        ),
    ),
    Case(
        "other people are added",
        (SECOND, crossed("later", 20, occurred="2021-06-24"), crossed("civilians", 7, incident="c", group="RETURNEES")),
        (Asked((161, 161, 161)),),
    ),
    Case(
        "who was not let across did not cross",
        (SECOND, crossed("denied", 500, admission="DENIED")),
        (Asked((134, 134, 134), reasons={"flight": "ADDED", "denied": "NOT_ADMITTED"}),),
    ),
    Case(
        "one number for killed, wounded and captured",
        (JOINT, harmed("one", ["KILLED"], 1, incident="others")),
        (
            Asked((None, None, 100), kinds=("CAPTURED",)),
            Asked((1, None, 101), kinds=("KILLED",)),
            Asked((1, None, 101), kinds=("KILLED", "WOUNDED", "CAPTURED")),
        ),
    ),
    Case(
        "UCDP's low, best and high are kept",
        (
            harmed("u-1", ["KILLED"], {"low": 3, "best": 5, "high": 9, "qualifier": "UNKNOWN"}, incident="u-1"),
            harmed("u-2", ["KILLED"], {"low": 1, "best": 1, "high": 4, "qualifier": "UNKNOWN"}, incident="u-2"),
        ),
        (Asked((4, 6, 13), kinds=("KILLED",)), Asked((None, None, None), kinds=("KILLED",), where={"within": "tj"})),
    ),
    Case(
        "two keys share nobody, however their times lie",
        (crossed("night", 1037, incident="i", **ON_5), crossed("two-days", 94, incident="j", **IN_4_5)),
        (Asked((1131, 1131, 1131), "2021-07-04", "2021-07-05"), Asked((1037, 1037, 1131), "2021-07-05", "2021-07-05")),
    ),
    Case(
        "a total that cannot hold what lies in it is a happening of its own",
        (crossed("night", 1037, **ON_5), crossed("two-days", 94, source="tolonews", **IN_4_5)),
        (Asked((1037, None, 1131), reasons={"night": "ADDED", "two-days": "MAY_BE_THE_SAME"}),),
    ),
    Case(
        "who reports a narrower way may report a part",
        (crossed("night", 1037, incident="i", **ON_5), crossed("post", 94, **ON_5, **BY_A_POST)),
        (Asked((1037, None, 1131), reasons={"i": "ADDED", "post": "MAY_BE_THE_SAME"}),),
    ),
    Case(
        "a word without a number opens nothing",
        (
            crossed("about", ABOUT_600, source="asia-plus"),
            crossed("280", 280, source="khovar"),
            crossed("2300", 2300, source="tolonews"),
            crossed("some", {"qualifier": "SOME"}, source="amu"),
        ),
        (Asked((280, None, 2300), reasons={"about": "ADDED"}),),
    ),
    Case(
        "about 600 and exactly 280 of one incident",
        (crossed("about", ABOUT_600, incident="i", source="asia-plus"), crossed("280", 280, incident="i")),
        (Asked((280, None, 600)),),
    ),
    Case(
        "what is disputed reaches over the largest sets that agree",
        (SECOND, FIRST, crossed("third", 90, incident="flight", source="tolonews")),
        (Asked((90, None, 134)),),
    ),
    Case(
        "a total over a period that reaches beyond the question",
        (
            crossed("third", 9, occurred="2021-06-03"),
            crossed("week", 100, occurred="2021-06-02/2021-06-07", source="tolonews"),
        ),
        (
            Asked((9, None, 100), "2021-06-02", "2021-06-03", reasons={"third": "ADDED", "week": "PERIOD_TOTAL"}),
            Asked((None, None, 91), "2021-06-04", "2021-06-07", reasons={"week": "MAY_LIE_OUTSIDE"}),
        ),
    ),
    Case(
        "a total that is narrower holds nothing wider",
        (
            crossed("people", 200, occurred="2021-06-05"),
            crossed("soldiers", 50, occurred="2021-06-04/2021-06-07", source="tolonews", **SERVICEMEN),
        ),
        (Asked((200, None, 250)),),
    ),
    Case(
        "rows of one day and of a month under two keys",
        (
            harmed("day", ["KILLED"], 5, incident="900", occurred="2021-01-10"),
            harmed("month", ["KILLED"], 100, incident="901", **ALL_MONTH),
        ),
        (
            Asked((105, 105, 105), *JANUARY, kinds=("KILLED",)),
            Asked((5, 5, 105), "2021-01-10", "2021-01-10", kinds=("KILLED",)),
        ),
    ),
    Case(
        "two papers that quote one ministry are one voice",
        (
            crossed("here", 40, source="asia-plus", attribution=["Ministry of Defence"]),
            crossed("there", 40, source="tolonews", attribution=["ministry of  defence"]),
            crossed("later", 44, source="khovar", attribution=["Ministry of Defence"]),
        ),
        (Asked((44, None, 84)),),
    ),
    Case(
        "the very same, reported again",
        (crossed("one", 40, source="asia-plus"), crossed("again", 40, source="asia-plus")),
        (Asked((40, 40, 40), reasons={"one": "ADDED"}),),
    ),
    Case(
        "killed of two sides, in one number and by side",
        (
            harmed("all", ["KILLED"], {"low": 4, "best": 6, "high": 9, "qualifier": "ABOUT"}, incident="u"),
            harmed("t", ["KILLED"], {"best": 4, "qualifier": "ABOUT"}, incident="u", partOf="all", party="taliban"),
            harmed("g", ["KILLED"], {"best": 2, "qualifier": "ABOUT"}, incident="u", partOf="all", party="government"),
        ),
        (
            Asked((4, 6, 9), kinds=("KILLED",)),
            Asked((None, 4, 9), kinds=("KILLED",), where={"party": "taliban"}),
            Asked((None, None, None), kinds=("KILLED",), where={"party": "government-of-elsewhere"}),
        ),
    ),
]
