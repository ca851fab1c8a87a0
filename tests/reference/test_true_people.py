"""The law of the true world: true tellings of real people never leave the truth outside the bounds."""

from dataclasses import replace
from random import Random

from domain.counting.aggregation import total
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_claims import PeopleClaim
from domain.values.number_range import NumberRange
from tests.reference.happenings import Asked
from tests.reference.true_people import World, random_question, random_world, simpler
from tests.support.people_logs import TREE, claim, query
from tests.support.random_profile import random_cases, smallest


def test_the_truth_lies_within_the_bounds() -> None:
    for chance in random_cases("true people"):
        world = random_world(chance)
        for asked in [random_question(chance, world) for _ in range(3)]:
            if _is_false(world, asked):
                small = smallest(world, simpler, lambda one, asked=asked: _is_false(one, asked))
                told = "\n".join(str(told.telling) for told in small.told)
                raise AssertionError(f"{told}\n{asked}\n{_sum(small, asked)}, and in truth {small.truth(asked)}")


def test_a_telling_repeated_changes_no_sum() -> None:
    for chance in random_cases("repeats"):
        world = random_world(chance)
        asked, claims = random_question(chance, world), _claims(world)
        again = _said_again(chance, claims)

        assert _bounds([*claims, again], asked) == _bounds(claims, asked), (world.log, again)


def _said_again(chance: Random, claims: list[PeopleClaim]) -> PeopleClaim:
    """The very same by the same voice; or a copy by another, who may spoil it."""
    said, position = chance.choice(claims), len(claims) + 1
    again = replace(said, position=position, id=f"e-{position}", ids=frozenset([f"e-{position}"]))
    if chance.random() < 0.5:
        return again
    spoilt = chance.choice([{}, {"incident": None}, {"group": None}, {"ways": frozenset()}, {"count": claims[0].count}])
    return replace(again, copy_of=said.id, voice="x", **spoilt)


def _is_false(world: World, asked: Asked) -> bool:
    low, _, high = _sum(world, asked)
    truth = world.truth(asked)
    told = bool(total(grouped_people(_claims(world), TREE), query(asked)).incidents)
    return not (low or 0) <= truth <= (truth if high is None and told else high or 0)


def _sum(world: World, asked: Asked) -> NumberRange:
    return _bounds(_claims(world), asked)


def _bounds(claims: list[PeopleClaim], asked: Asked) -> NumberRange:
    return total(grouped_people(claims, TREE), query(asked)).bounds


def _claims(world: World) -> list[PeopleClaim]:
    return [claim(position, telling) for position, telling in enumerate(world.log, 1)]
