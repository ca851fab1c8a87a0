"""Real people, and true tellings of them: whatever is asked, the truth has to lie within the bounds.

A person has a day, a way (a post in a district), a group and a fate. Tellings are exact, more than, up to, parts,
totals over periods, narrower, or said again by others. What the rules take for one happening is one in these worlds:

- all who tell of a happening under its key tell of all of it;
- all who tell without a key of one time, way, group and fate tell of the same people;
- a total over a period is of everybody whom its words fit, and the parts that one voice gives of a whole share nobody;
- everybody is told of with a number: `some` over a period says nothing beside numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from tests.reference.happenings import INSIDE, WORD, Asked, Number, Telling

POSTS, GROUPS, FATES = ("n1", "n2", "s1"), ("armed", "refugees", "returnees"), ("killed", "wounded")
DAYS = 6
VOICES = "abcd"


class Person(NamedTuple):
    number: int
    day: int
    post: str | None
    group: str | None
    fate: str | None

    def fits(self, words: Telling | Asked) -> bool:
        return (
            words.first <= self.day <= words.last
            and (not words.way or words.way in INSIDE[self.post or ""])
            and (not words.group or words.group == self.group)
            and (not words.kinds or self.fate in words.kinds)
        )


People = frozenset[Person]


class Told(NamedTuple):
    """A telling, and the people it is about."""

    telling: Telling
    people: People


@dataclass(frozen=True)
class World:
    told: tuple[Told, ...]

    @property
    def log(self) -> list[Telling]:
        return [told.telling for told in self.told]

    def truth(self, asked: Asked) -> int:
        """Everybody of whom somebody tells a number."""
        numbered = frozenset().union(*(told.people for told in self.told if told.telling.number != WORD))
        return sum(person.fits(asked) for person in numbered)


def random_world(chance: Random) -> World:
    casualties = chance.random() < 0.3
    happenings = [_happening(chance, number, casualties) for number in range(chance.randint(1, 4))]
    told: list[Told] = []
    everybody = frozenset().union(*happenings)
    for number, people in enumerate(happenings):
        if chance.random() < 0.4:
            told += _under_a_key(chance, people, f"k{number}")
        elif chance.random() < 0.8:
            told += _without_key(chance, people, _words(chance, people), told)
    for _ in range(chance.randint(0, 3)):
        words = _any_words(chance, casualties)
        told += _without_key(chance, frozenset(person for person in everybody if person.fits(words)), words, told)
    parts = [part for index, whole in enumerate(told) if chance.random() < 0.3 for part in _parts(chance, index, whole)]
    return World((*told, *parts)) if told else random_world(chance)


def _happening(chance: Random, number: int, casualties: bool) -> People:
    """People of one day, by one post or two, of one group or two, with one fate or two."""
    day = chance.randrange(DAYS)
    posts = [None] if casualties else chance.sample(POSTS, chance.randint(1, 2))
    groups = [None] if casualties else chance.sample(GROUPS, chance.choice([1, 1, 2]))
    fates = chance.sample(FATES, chance.randint(1, 2)) if casualties else [None]
    return frozenset(
        Person(10 * number + n, day, chance.choice(posts), chance.choice(groups), chance.choice(fates))
        for n in range(chance.randint(1, 9))
    )


def _words(chance: Random, people: People) -> Telling:
    """Words that fit all of these people, and leave open what they leave out."""
    [day] = {person.day for person in people}
    ways = [way for way in INSIDE if all(way in INSIDE.get(person.post or "", ()) for person in people)]
    groups = {person.group for person in people}
    kinds = frozenset(person.fate for person in people if person.fate)
    return Telling(
        chance.choice(VOICES),
        WORD,
        day,
        day,
        way=chance.choice([None, *ways]),
        group=chance.choice([None, *groups]) if len(groups) == 1 else None,
        kinds=chance.choice([kinds, frozenset(FATES)]) if kinds else kinds,
    )


def _any_words(chance: Random, casualties: bool) -> Telling:
    """Of a day or of a period, as wide or as narrow as it comes."""
    first, last = sorted(chance.randrange(DAYS) for _ in range(2))
    first, last = (first, last) if chance.random() < 0.7 else (first, first)
    way = None if casualties else chance.choice([None, None, None, *INSIDE])
    group = None if casualties else chance.choice([None, None, *GROUPS])
    kinds = frozenset(chance.sample(FATES, chance.randint(1, 2))) if casualties else frozenset()
    return Telling("a", WORD, first, last, total=last > first, way=way, group=group, kinds=kinds)


def _under_a_key(chance: Random, people: People, key: str) -> list[Told]:
    """By one voice or more, of a day or a longer time around it; the killed may be told of beside all."""
    told = []
    for _ in range(chance.randint(1, 3)):
        words = _words(chance, people)._replace(key=key, number=true_number(chance, len(people)))
        if chance.random() < 0.3:
            words = words._replace(first=max(0, words.first - 1), last=min(DAYS - 1, words.last + chance.randint(0, 2)))
        told.append(Told(words, people))
    if told[0].telling.kinds == frozenset(FATES) and chance.random() < 0.4:
        some = frozenset(person for person in people if person.fate == "killed")
        words = told[0].telling._replace(kinds=frozenset({"killed"}), number=true_number(chance, len(some)))
        told.append(Told(words, some))
    return told


def _without_key(chance: Random, people: People, words: Telling, before: list[Told]) -> list[Told]:
    """By one voice or two, if these words do not mean other people already."""
    alike = [told for told in before if not told.telling.key and _what(told.telling) == _what(words)]
    if any(told.people != people for told in alike):
        return []
    voices = chance.sample(VOICES, chance.choice([1, 1, 2]))
    return [Told(words._replace(voice=voice, number=true_number(chance, len(people))), people) for voice in voices]


def _what(telling: Telling) -> tuple[object, ...]:
    return telling.first, telling.last, telling.total, telling.way, telling.group, telling.kinds


def _parts(chance: Random, index: int, whole: Told) -> list[Told]:
    """Some of the parts by post, district, group or day, as one voice gives them."""
    words = whole.telling._replace(part_of=index, total=False, voice=chance.choice(VOICES))
    divided = [
        words._replace(**narrower)
        for narrower in chance.choice(
            [
                [] if words.way or words.kinds else [{"way": post} for post in POSTS],
                [] if words.way or words.kinds else [{"way": district} for district in ("n", "s")],
                [] if words.group or words.kinds else [{"group": group} for group in GROUPS],
                []
                if words.first == words.last
                else [{"first": d, "last": d} for d in range(words.first, words.last + 1)],
            ]
        )
    ]
    told = []
    for part in divided:
        people = frozenset(person for person in whole.people if person.fits(part))
        if people and chance.random() < 0.8:
            told.append(Told(part._replace(number=true_number(chance, len(people))), people))
    return told


def true_number(chance: Random, number: int) -> Number:
    """Exact, more than, up to, between, or a word without a number."""
    low, high = max(0, number - chance.randint(0, 3)), number + chance.randint(0, 3)
    bounds = [(low, None, None), (None, None, high), (low, None, high), WORD]
    return chance.choice([(number,) * 3] * 4 + bounds)


def random_question(chance: Random, world: World) -> Asked:
    first, last = sorted(chance.randrange(DAYS) for _ in range(2))
    if world.log[0].kinds:
        return Asked(first, last, kinds=chance.choice([frozenset(), frozenset({"killed"})]))
    return Asked(first, last, chance.choice([None, None, *INSIDE]), chance.choice([None, None, *GROUPS]))


def simpler(world: World) -> Iterator[World]:
    """The world with one telling less, or with one person less and the tellings made exact."""
    for index in range(len(world.told)):
        left = [told for n, told in enumerate(world.told) if n != index and told.telling.part_of != index]
        if left:
            yield World(tuple(_moved(told, index) for told in left))


def _moved(told: Told, removed: int) -> Told:
    part_of = told.telling.part_of
    return (
        told if part_of is None else told._replace(telling=told.telling._replace(part_of=part_of - (part_of > removed)))
    )
