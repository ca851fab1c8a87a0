"""How often the right place comes first for a reported name: `python -m benchmarks.names [FILE ...]`.

Each FILE is a JSON object of rows as GeoNames has them (`geonameid`, `name`, `alternatenames`, `countrycode`,
`admin1code`) and a gazetteer of its own; without one it is that of Afghanistan and Tajikistan beside this repository.

Indexed are the main names alone; asked are the spellings on record beside them, so every answer is known. Asked are
spellings in Latin (as people write them: with a capital), Cyrillic and Arabic script that differ from the main name,
but are the same name and not another one: plain edit similarity of at least 60 % between the letters, or in Arabic
script between the consonants. Places are split by a hash of their id: rules were made while looking at the first half
of some lists (docs/gazetteer.md says which), and never at a second half.
"""

import json
import re
import sys
import time
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from domain.gazetteer import names, ranking
from domain.gazetteer.ranking import Candidate, Index

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "geonames-af-tj" / "cities500_AF_TJ.json"
SAME_NAME_PERCENT = 60
HALVES = ("looked at", "held out")


class Spelling(NamedTuple):
    text: str
    script: str
    place: str
    province: str
    is_shared: bool
    """Whether a place elsewhere has a main name with the same plain consonants: then nobody can know."""

    @property
    def half(self) -> str:
        return HALVES[zlib.crc32(self.place.encode()) % 2]


@dataclass(slots=True)
class Result:
    asked: int = 0
    first: int = 0
    in_three: int = 0
    sure: int = 0
    sure_and_wrong: int = 0

    def add(self, place: str, matches: list[ranking.Match]) -> None:
        found = [match.place for match in matches]
        sure = bool(matches) and not matches[0].ambiguous
        self.asked += 1
        self.first += place in found[:1]
        self.in_three += place in found[:3]
        self.sure += sure
        self.sure_and_wrong += sure and found[0] != place

    def cells(self) -> str:
        shares = [f"{100 * number / self.asked:.1f} %" for number in (self.first, self.in_three, self.sure)]
        return " | ".join([*shares, str(self.sure_and_wrong)])


@dataclass(slots=True)
class Results:
    """Of one script and one half. `shared`: asked anywhere, of a name that others share."""

    within: Result = field(default_factory=Result)
    anywhere: Result = field(default_factory=Result)
    shared: Result = field(default_factory=Result)

    def row(self, title: str) -> str:
        within, anywhere = self.within, self.anywhere
        # Nobody can know which of two is meant, but nobody need be sure of it.
        anywhere.sure_and_wrong += self.shared.sure_and_wrong
        return f"| {title} | {within.asked:,} | {within.cells()} | {anywhere.asked:,} | {anywhere.cells()} |"


def script(text: str) -> str | None:
    """Of the letters, where it is one that the benchmark asks about."""
    found = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    if found == {"LATIN"}:
        return "Latin" if text[0].isupper() and not text.isupper() else None
    return {"ARABIC": "Arabic", "CYRILLIC": "Cyrillic"}.get(found.pop()) if len(found) == 1 else None


def consonants(text: str) -> str:
    """Of the plain letters: no rule that is under test here has a say in what is asked."""
    return re.sub("[aiueoyhw]", "", names.normal(text))


def is_same_name(text: str, main: str, written: str) -> bool:
    one, other = names.normal(text), names.normal(main)
    if one == other:
        return False
    if written == "Arabic":
        one, other = consonants(text), consonants(main)
    return fuzz.ratio(one, other) >= SAME_NAME_PERCENT


def spellings(rows: list[dict[str, Any]]) -> Iterator[Spelling]:
    alike: dict[str, int] = defaultdict(int)
    for row in rows:
        alike[consonants(row["name"])] += 1
    mains = {names.normal(row["name"]) for row in rows}
    for row in rows:
        for text in row["alternatenames"]:
            written = script(text)
            # What is the main name of another place, letter for letter, has no one right answer.
            if written and is_same_name(text, row["name"], written) and names.normal(text) not in mains:
                shared = alike[consonants(row["name"])] > 1
                yield Spelling(text, written, str(row["geonameid"]), province(row), shared)


def province(row: dict[str, Any]) -> str:
    return f"{row['countrycode']}.{row['admin1code']}"


def measured(rows: list[dict[str, Any]]) -> dict[tuple[str, str], Results]:
    everything = [Candidate(str(row["geonameid"]), [row["name"]]) for row in rows]
    inside: dict[str, list[Candidate]] = defaultdict(list)
    for row, candidate in zip(rows, everything, strict=True):
        inside[province(row)].append(candidate)
    everywhere, within = Index(everything), {one: Index(of) for one, of in inside.items()}
    results: dict[tuple[str, str], Results] = defaultdict(Results)
    for one in spellings(rows):
        found = results[one.half, one.script]
        found.within.add(one.place, within[one.province].rank(one.text, 3))
        (found.shared if one.is_shared else found.anywhere).add(one.place, everywhere.rank(one.text, 3))
    return results


def main() -> None:
    for path in [Path(argument) for argument in sys.argv[1:]] or [SHARED]:
        rows = list(json.loads(path.read_text("utf-8")).values())
        began = time.perf_counter()
        results = measured(rows)
        took = (time.perf_counter() - began) / sum(2 * one.within.asked for one in results.values())
        print(f"\n{path.name}: {len(rows):,} places, {took * 1000:.1f} ms a name\n")
        columns = "asked | right at 1 | right at 3 | sure | sure and wrong"
        print(f"| | within the province: {columns} | of a name of its own, anywhere: {columns} |")
        print("|---" * 11 + "|")
        for (half, of), found in sorted(results.items()):
            if found.anywhere.asked:
                print(found.row(f"{of}, {half}"))


if __name__ == "__main__":
    main()
