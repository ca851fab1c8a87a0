"""Random tellings of people for the naive sum, and the same as claims and questions for the real one."""

from datetime import date, timedelta
from random import Random

from domain.counting.people_claims import PeopleClaim
from domain.counting.people_query import PeopleQuery
from domain.gazetteer.place_tree import PlaceTree
from domain.values.reported_number import ReportedNumber
from domain.values.terms import CasualtyKind, PersonGroup, Qualifier
from tests.reference.happenings import Asked, Number, Telling

TREE = PlaceTree(
    {"from": None, "to": None, "n": "to", "s": "to", "n1": "n", "n2": "n", "s1": "s"},
    {"from": "COUNTRY", "to": "COUNTRY", "n": "DISTRICT", "s": "DISTRICT", "n1": "BASE", "n2": "BASE", "s1": "BASE"},
)
WAYS = ("n", "s", "n1", "n2", "s1")
GROUPS = {
    "armed": PersonGroup.ARMED_FORCES,
    "refugees": PersonGroup.REFUGEES_ASYLUM_SEEKERS,
    "returnees": PersonGroup.RETURNEES,
}
KINDS_TOLD = [frozenset({"killed"}), frozenset({"wounded"}), frozenset({"killed", "wounded"})]
KINDS = {"killed": CasualtyKind.KILLED, "wounded": CasualtyKind.WOUNDED}
DAYS = 6
UNCERTAIN_DAY = 0, 8
"""2021-06-0X: one of nine days, nobody knows which."""


def random_log(chance: Random) -> list[Telling]:
    """Crossings, or casualties: with kinds and without ways. Parts come last."""
    casualties = chance.random() < 0.3
    log = [_telling(chance, casualties) for _ in range(chance.randint(1, 6))]
    return log + [part for n, one in enumerate(log) if chance.random() < 0.2 for part in _parts(chance, n, one)]


def _telling(chance: Random, casualties: bool) -> Telling:
    key = chance.choice([None, None, None, "i", "j"])
    first, last = _days(chance, 0, DAYS - 1)
    total = key is None and last > first
    if key is None and chance.random() < 0.1:
        first, last, total = *UNCERTAIN_DAY, False
    return Telling(
        voice=chance.choice("abc"),
        number=_number(chance),
        first=first,
        last=last,
        total=total,
        key=key,
        way=None if casualties else chance.choice([None, None, None, *WAYS]),
        group=None if casualties else chance.choice([None, None, None, *GROUPS]),
        kinds=chance.choice(KINDS_TOLD) if casualties else frozenset(),
    )


def _days(chance: Random, first: int, last: int) -> tuple[int, int]:
    """A day, or a run of days."""
    one, other = chance.randint(first, last), chance.randint(first, last)
    return (one, one) if chance.random() < 0.5 else (min(one, other), max(one, other))


def _number(chance: Random) -> Number:
    """Exact, more than, up to, about, a word, or two or three bounds."""
    one, two, three = sorted(chance.randint(0, 12) for _ in range(3))
    shapes = [(one, one, one)] * 4 + [(one, None, None), (None, None, one), (None, one, None), (None, None, None)]
    return chance.choice([*shapes, (one, two, three), (one, None, three), (one, two, None)])


def _parts(chance: Random, index: int, whole: Telling) -> list[Telling]:
    """Parts by posts, each by one number, in one of the days of a whole without a way."""
    if whole.way or whole.kinds:
        return []
    part = whole._replace(part_of=index, total=False)
    parts = []
    for way in chance.sample(["n1", "n2", "s1"], chance.randint(0, 3)):
        number, day = chance.randint(0, 12), chance.randint(whole.first, whole.last)
        parts.append(part._replace(way=way, number=(number,) * 3, first=day, last=day))
    return parts


def random_question(chance: Random, log: list[Telling]) -> Asked:
    days = _days(chance, 0, DAYS - 1)
    if log[0].kinds:
        return Asked(*days, kinds=chance.choice([frozenset(), frozenset({"killed"})]))
    return Asked(*days, chance.choice([None, None, None, *WAYS]), chance.choice([None, None, None, *GROUPS]))


def claim(position: int, telling: Telling) -> PeopleClaim:
    low, best, high = telling.number
    return PeopleClaim(
        position=position,
        id=f"e-{position}",
        ids=frozenset([f"e-{position}"]),
        occurred=occurred(telling),
        count=ReportedNumber(low, best, high, Qualifier.UNKNOWN),
        voice=telling.voice,
        incident=telling.key,
        part_of=None if telling.part_of is None else f"e-{telling.part_of + 1}",
        group=GROUPS[telling.group] if telling.group else None,
        origin=None if telling.kinds else "from",
        destination=None if telling.kinds else "to",
        ways=frozenset([telling.way] if telling.way else []),
        kinds=frozenset(KINDS[kind] for kind in telling.kinds),
    )


def occurred(telling: Telling) -> str:
    first, last = day(telling.first), day(telling.last)
    if (telling.first, telling.last) == UNCERTAIN_DAY and not telling.total:
        return "2021-06-0X"
    return str(first) if first == last else f"{first}/{last}"


def day(number: int) -> date:
    return date(2021, 6, 1) + timedelta(days=number)


def query(asked: Asked) -> PeopleQuery:
    return PeopleQuery(
        day(asked.first),
        day(asked.last),
        via=asked.way,
        group=GROUPS[asked.group] if asked.group else None,
        kinds=frozenset(KINDS[kind] for kind in asked.kinds),
    )
