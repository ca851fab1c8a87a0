"""The rules of certainty: a table, of which the first row that fits a situation gives the answer.

It is asked twice: about the holder, and about the level where the holder is one.
"""

from collections.abc import Callable
from typing import NamedTuple

from domain.control.situation import Situation
from domain.values.terms import Certainty


class Rule(NamedTuple):
    certainty: Certainty
    of_holder: Callable[[Situation], bool]
    of_level: Callable[[Situation], bool]


RULES = (
    Rule(Certainty.DISPUTED, lambda s: len(s.holders) > 1, lambda s: len(s.levels) > 1),
    Rule(Certainty.POSSIBLE, lambda s: s.is_pending, lambda s: s.is_level_pending),
    Rule(Certainty.CLAIMED, lambda s: s.is_claimed, lambda s: s.is_level_claimed),
    Rule(Certainty.ESTABLISHED, lambda s: bool(s.current or s.challengers), lambda s: True),
    Rule(Certainty.UNKNOWN, lambda s: True, lambda s: True),
)


def certainty_of_holder(situation: Situation) -> Certainty:
    return next(rule.certainty for rule in RULES if rule.of_holder(situation))


def certainty_of_level(situation: Situation) -> Certainty:
    """Of the level at which the current holder has the place."""
    return next(rule.certainty for rule in RULES if rule.of_level(situation))
