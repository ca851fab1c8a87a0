"""How large the run is and what of it is wanted."""

import argparse
from collections.abc import Collection
from dataclasses import dataclass

GOAL_EVENTS, GOAL_PLACES = 100_000, 5_000
WIDE_PLACES = 50_000
WIDE_EVENTS = 100_000
DENSE_PLACES, DENSE_EVENTS = 401, 80_000
"""A country with as much news for each place as a million events over 5,000 have."""


@dataclass(frozen=True)
class Options:
    events: int
    places: int
    rounds: int
    only: frozenset[str]
    """Names of goals; empty means all but the large log."""
    wide_places: int
    wide_events: int
    large_events: int
    """Of the log that is set beside the other to see how cost grows; 0 leaves that out."""
    name: str

    @property
    def is_whole(self) -> bool:
        """Every goal, at the sizes for which they are set."""
        usual = (self.events, self.places, self.wide_places, self.wide_events)
        return not self.only and usual == (GOAL_EVENTS, GOAL_PLACES, WIDE_PLACES, WIDE_EVENTS)

    def wants(self, *goals: str) -> bool:
        return not self.only or not self.only.isdisjoint(goals)


def read_options(names: Collection[str], arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser("python -m benchmarks", description="Measure beside peers: docs/benchmarks.md")
    parser.add_argument("--events", type=_size, default=GOAL_EVENTS, help="events of the log")
    parser.add_argument("--places", type=_size, default=GOAL_PLACES, help="districts that they are about")
    parser.add_argument("--rounds", type=_size, default=3, help="rounds of every work; medians are shown")
    parser.add_argument("--only", default="", help=f"goals, with commas: {', '.join(sorted(names))}")
    parser.add_argument("--wide-places", type=_size, default=WIDE_PLACES, help="districts of the frame and the diff")
    parser.add_argument("--wide-events", type=_size, default=WIDE_EVENTS, help="events about them")
    parser.add_argument("--events-large", type=int, default=0, help="a second log, for the goal `large`: 1000000")
    parser.add_argument("--name", default="latest", help="results are written to results/NAME.json and NAME.md")
    given = parser.parse_args(arguments)
    only = frozenset(name for name in given.only.replace(",", " ").split())
    if unknown := only - set(names):
        parser.error(f"no such goal: {', '.join(sorted(unknown))}. There are {', '.join(sorted(names))}.")
    sizes = given.wide_places, given.wide_events, given.events_large
    return Options(given.events, given.places, given.rounds, only, *sizes, given.name)


def _size(text: str) -> int:
    number = int(text.replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number
