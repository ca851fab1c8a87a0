"""The days of a period, as a series and a replay take it."""

from datetime import date

from api import limits
from api.graphql.connections import pages_are_unlimited
from domain.history.steps import days, number_of_days
from domain.values.terms import Step
from service.asking.refusals import bad_input


def in_order(first: date | None, last: date | None) -> None:
    """Raises ClientError."""
    if first and last and first > last:
        raise bad_input(f"`from` is {first} and `to` {last}: the first day comes first, so turn them round")


def period_asked(first: date, last: date) -> None:
    """Whether a value for each of these days is not too much to ask. Raises ClientError."""
    in_order(first, last)
    number = number_of_days(first, last, Step.DAY)
    if number > limits.STEPS_MAX and not pages_are_unlimited():
        raise bad_input(
            f"from {first} to {last} there are {number:,} days, {limits.STEPS_MAX:,} at most: ask for them in parts"
        )


def days_asked(first: date, last: date, step: Step) -> list[date]:
    """Civil days, the first and the last included. Raises ClientError."""
    in_order(first, last)
    number = number_of_days(first, last, step)
    if number > limits.STEPS_MAX:
        raise bad_input(
            f"from {first} to {last} there are {number:,} steps, {limits.STEPS_MAX:,} at most: "
            "take a longer `step`, or ask for the period in parts"
        )
    return days(first, last, step)
