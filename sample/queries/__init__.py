"""Five questions to the sample, each with its answer: the README, the landing page and the tests show the same ones."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TITLES = {
    "1-who-held": "Who held Imam Sahib on 23 June 2021, and who says so?",
    "2-known-when": "What was known of that day, and when?",
    "3-disputed": "What happened in Khwaja Ghar?",
    "4-takhar": "How much of Takhar was whose on 22 June?",
    "5-history": "The history of one district, found by its P-code",
}


@dataclass(frozen=True)
class Question:
    name: str
    title: str
    query: str
    answer: str
    """The `data` of the answer, as JSON."""


@cache
def questions() -> tuple[Question, ...]:
    here = files("sample.queries")
    return tuple(
        Question(name, title, (here / f"{name}.graphql").read_text("utf-8"), (here / f"{name}.json").read_text("utf-8"))
        for name, title in TITLES.items()
    )
