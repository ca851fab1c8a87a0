"""What the tellings of a random log mean, from DESIGN section 4 alone: which of them are of one happening, and where.

Nothing is taken from domain/counting. It knows only as much of the world as those logs tell of: one country with
districts n and s, and posts n1, n2 and s1 in them.
"""

from collections.abc import Callable
from typing import NamedTuple

INSIDE = {"n1": ("n1", "n"), "n2": ("n2", "n"), "s1": ("s1", "s"), "n": ("n",), "s": ("s",)}
INFINITY = 10**9
WORD = (None, None, None)
Number = tuple[int | None, int | None, int | None]


class Telling(NamedTuple):
    """Days are numbers, both ends included. `total`: a/b without a key. `part_of`: the index of an earlier telling."""

    voice: str
    number: Number
    first: int
    last: int
    total: bool = False
    key: str | None = None
    way: str | None = None
    group: str | None = None
    kinds: frozenset[str] = frozenset()
    part_of: int | None = None


class Asked(NamedTuple):
    first: int
    last: int
    way: str | None = None
    group: str | None = None
    kinds: frozenset[str] = frozenset()


class Happening(NamedTuple):
    tellings: tuple[Telling, ...]
    parts: tuple["Happening", ...] = ()

    def known(self, field: str) -> set:
        return {value for one in self.tellings if (value := getattr(one, field))}

    @property
    def keyed(self) -> bool:
        return any(one.key for one in self.tellings)

    @property
    def is_total(self) -> bool:
        return all(one.total for one in self.tellings)

    @property
    def days(self) -> tuple[int, int]:
        firsts, lasts = [one.first for one in self.tellings], [one.last for one in self.tellings]
        return (max(firsts), min(lasts)) if max(firsts) <= min(lasts) else (min(firsts), max(lasts))


def happenings(log: list[Telling]) -> list[Happening]:
    """A key is one happening; without keys, what voices tell of one time if they agree in who and where."""
    said = [one for n, one in enumerate(log) if one.part_of is None and one not in log[:n]]
    joint = [one for one in said if one.key and any(one.kinds < x.kinds for x in said if x.key == one.key)]
    said = [one for one in said if one not in joint]  # the killed of a key are among its killed and wounded
    keys = {one.key for one in said} - {None}
    groups = [group for key in keys for group in _groups_of_people([one for one in said if one.key == key])]
    for what in {_what(one) for one in said if one.key is None}:
        alike = [one for one in said if one.key is None and _what(one) == what]
        groups += _each_number(alike)
    return [Happening(tuple(group), _parts(group, log, joint)) for group in groups]


def _each_number(alike: list[Telling]) -> list[list[Telling]]:
    """A voice that gives two numbers for one day may mean two happenings; a period has one total."""
    numbers = sorted(
        {one.number for one in alike} - {WORD}, key=lambda number: [-1 if n is None else n for n in number]
    )
    gives = [(one.voice, one.number) for one in alike if one.number != WORD]
    if alike[0].total or len({voice for voice, _ in gives}) == len(set(gives)):
        return [alike]
    first = [one for one in alike if one.number in (numbers[0], WORD)]
    return [first] + [[one for one in alike if one.number == number] for number in numbers[1:]]


def _what(one: Telling) -> tuple:
    return one.first, one.last, one.total, one.way, one.group, one.kinds


def _parts(group: list[Telling], log: list[Telling], joint: list[Telling]) -> tuple[Happening, ...]:
    told = [one for one in joint if one.key in {x.key for x in group if x.key}] + [
        one._replace(part_of=log.index(log[one.part_of]))
        for one in log
        if one.part_of is not None and log[one.part_of] in group
    ]
    return tuple(Happening(tuple(part)) for part in grouped_tellings(list(dict.fromkeys(told)), _may_be_one_part))


def _may_be_one_part(one: Happening, other: Happening) -> bool:
    """Parts that are divided alike, by posts, groups, days. Two parts that one voice gives of a whole are two."""
    voices, wholes = ({getattr(h.tellings[0], name) for h in (one, other)} for name in ("voice", "part_of"))
    two = len(voices) == len(wholes) == 1 and wholes != {None}
    alike = one.known("way") == other.known("way") and division(one) == division(other)
    return alike and not two and _meet(one.days, other.days) and not other_people(one, other)


def division(part: Happening) -> tuple[bool, bool]:
    return bool(part.tellings[0].group), part.tellings[0].first < part.tellings[0].last


def _groups_of_people(told: list[Telling]) -> list[list[Telling]]:
    """Fighters and civilians, the killed and the wounded of one key are several groups."""
    return grouped_tellings(told, lambda one, other: not other_people(one, other))


def grouped_tellings(told: list[Telling], linked: Callable[[Happening, Happening], bool]) -> list[list[Telling]]:
    groups: list[list[Telling]] = []
    for one in told:
        near = [group for group in groups if any(linked(Happening((one,)), Happening((x,))) for x in group)]
        groups = [group for group in groups if group not in near] + [[one, *(x for group in near for x in group)]]
    return groups


def other_people(one: Happening, other: Happening) -> bool:
    """A voice that uses two names for groups means two; two voices only where one of the names is of fighters."""
    single = len({t.voice for h in (one, other) for t in h.tellings}) == 1
    groups = [(a, b) for a in one.known("group") for b in other.known("group")]
    kinds = [union(one), union(other)]
    return bool(
        (groups and all(a != b and (single or "armed" in (a, b)) for a, b in groups))
        or (all(kinds) and not kinds[0] & kinds[1])
    )


def union(one: Happening) -> frozenset[str]:
    return frozenset().union(*one.known("kinds"))


def may_share(one: Happening, other: Happening) -> bool:
    two_keys, other_days = one.keyed and other.keyed, not _meet(one.days, other.days)
    return one != other and not (two_keys or other_days or other_way(one, other) or other_people(one, other))


def other_way(one: Happening, other: Happening) -> bool:
    ways = [(a, b) for a in one.known("way") for b in other.known("way")]
    return bool(ways) and all(b not in INSIDE[a] and a not in INSIDE[b] for a, b in ways)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def lies(one: Happening, asked: Asked) -> str:
    if not _meet(one.days, (asked.first, asked.last)):
        return "nothing"
    inside = ["all" if asked.first <= one.days[0] and one.days[1] <= asked.last else "perhaps"]
    if asked.way:
        ways = {
            "all" if asked.way in INSIDE[w] else "perhaps" if w in INSIDE[asked.way] else "nothing"
            for w in one.known("way")
        }
        inside.append(ways.pop() if len(ways) == 1 else "perhaps")
    if asked.group:
        groups = {"all" if group == asked.group else "nothing" for group in one.known("group")}
        inside.append(groups.pop() if len(groups) == 1 else "perhaps")
    if asked.kinds:
        kinds = union(one)
        inside.append("all" if kinds <= asked.kinds else "perhaps" if kinds & asked.kinds else "nothing")
    return "nothing" if "nothing" in inside else "perhaps" if "perhaps" in inside else "all"
