"""How long the fold of one place takes under all policies, for claims of many shapes: `python -m benchmarks.folding`.

A number of claims may follow (1,000 without one). The shapes are those that cost most: one voice that changes its mind
within a day, windows of a year, voices that all differ, maps that contradict each other. Claims are made up.
"""

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from domain.control.claims import Claim
from domain.control.resolution import periods_by_policy
from domain.history.beliefs import beliefs
from domain.values.knowledge import end_of_known_day
from domain.values.terms import ControlLevel, Interest, Policy, Reliability

CLAIMS = 1_000
FIRST = date(2021, 1, 1)
YEAR = 365


def claim(number: int, changed: bool, holder: str, occurred: str, voice: str, **more: object) -> Claim:
    known = end_of_known_day(FIRST + timedelta(days=number))
    fields = {"level": ControlLevel.CONTROL, "occurred": occurred, "known": known, "voice": voice, **more}
    return Claim(position=number, changed=changed, holder=holder, **fields)  # type: ignore[arg-type]


def day(number: int) -> str:
    return str(FIRST + timedelta(days=number))


def one_voice_on_one_day(count: int, chance: Random) -> list[Claim]:
    return [claim(n, True, "TG"[n % 2], day(150), "a") for n in range(1, count + 1)]


def windows_of_a_year(count: int, chance: Random) -> list[Claim]:
    starts = [n * 700 // count for n in range(1, count + 1)]
    windows = [f"{day(start)}/{day(start + YEAR)}" for start in starts]
    return [claim(n, True, chance.choice("TGX"), on, "abcdefghij"[n % 10]) for n, on in enumerate(windows, start=1)]


def lists_of_a_year(count: int, chance: Random) -> list[Claim]:
    windows = windows_of_a_year(count, chance)
    return [claim(c.position, False, c.holder or "", c.occurred, c.voice) for c in windows]


def voices_that_all_differ(count: int, chance: Random) -> list[Claim]:
    return [claim(n, True, f"h{n}", day(n % YEAR), f"v{n}") for n in range(1, count + 1)]


def voices_that_all_differ_on_one_day(count: int, chance: Random) -> list[Claim]:
    return [claim(n, True, f"h{n}", day(150), f"v{n}") for n in range(1, count + 1)]


def voices_with_windows_of_a_year(count: int, chance: Random) -> list[Claim]:
    windows = [f"{day(n % 300)}/{day(n % 300 + YEAR)}" for n in range(1, count + 1)]
    return [claim(n, True, chance.choice("TG"), on, f"v{n}") for n, on in enumerate(windows, start=1)]


def a_daily_map(count: int, chance: Random) -> list[Claim]:
    return [claim(n, False, "TG"[n // 200 % 2], day(n), "map") for n in range(1, count + 1)]


def two_maps_that_contradict_each_other(count: int, chance: Random) -> list[Claim]:
    return [claim(n, False, "TG"[n % 2], day(n), "ab"[n % 2]) for n in range(1, count + 1)]


def a_bit_of_everything(count: int, chance: Random) -> list[Claim]:
    claims = []
    for n in range(1, count + 1):
        start = chance.randrange(700)
        on = chance.choice([day(start), f"{day(start)}/{day(start + chance.randrange(10))}"])
        graded = {
            "interest": chance.choice(list(Interest)),
            "reliability": chance.choice([None, *list(Reliability)[:3]]),
        }
        claims.append(claim(n, chance.random() < 0.5, chance.choice("TG"), on, chance.choice("abcdefgh"), **graded))
    return claims


SHAPES: tuple[Callable[[int, Random], list[Claim]], ...] = (
    one_voice_on_one_day,
    windows_of_a_year,
    lists_of_a_year,
    voices_that_all_differ,
    voices_that_all_differ_on_one_day,
    voices_with_windows_of_a_year,
    a_daily_map,
    two_maps_that_contradict_each_other,
    a_bit_of_everything,
)


def run(count: int) -> None:
    print(f"{count:,} claims, seconds of processor time for all policies")
    for shape in SHAPES:
        claims = shape(count, Random(shape.__name__))
        began = time.process_time()
        periods = periods_by_policy(claims)
        took = time.process_time() - began
        print(f"{shape.__name__.replace('_', ' '):40} {took:8.3f}  {len(periods[Policy.AGAINST_INTEREST]):6,} periods")
    for shape in (a_daily_map, two_maps_that_contradict_each_other):
        claims = shape(count, Random(0))
        began = time.process_time()
        steps = beliefs(claims, {}, FIRST + timedelta(days=count // 2), Policy.AGAINST_INTEREST)
        name = f"beliefs: {shape.__name__.replace('_', ' ')}"
        print(f"{name:50} {time.process_time() - began:8.3f}  {len(steps):6,} beliefs")


if __name__ == "__main__":
    run(int(sys.argv[1]) if sys.argv[1:] else CLAIMS)
