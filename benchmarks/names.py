"""How often the right place comes first for a reported name: `python -m benchmarks.names [FOLDER]`.

Indexed are the main names alone; asked are the spellings on record beside them, so every answer is known. The files
are the GeoNames list of towns and the P-code list of OCHA (see the table in docs/gazetteer.md); FOLDER is where they
lie, ../shared/data by default. Asked are alternative names in Latin (as people write them: with a capital), Cyrillic
and Arabic script that are spelt otherwise than the main name, but are the same name and not another one: plain
edit similarity of at least 60 % between the letters, or in Arabic script between the consonants.
"""

import json
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from domain import names, ranking
from domain.ranking import Candidate

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SAME_NAME_PERCENT = 60


class Spelling(NamedTuple):
    text: str
    script: str
    place: str
    province: str
    is_shared: bool
    """Whether a place elsewhere has a main name that sounds the same."""


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

    def row(self, title: str) -> str:
        def share(number: int) -> str:
            return f"{100 * number / self.asked:.1f} %" if self.asked else ""

        return (
            f"| {title} | {self.asked:,} | {share(self.first)} | {share(self.in_three)} "
            f"| {share(self.sure)} | {self.sure_and_wrong} |"
        )


def script(text: str) -> str | None:
    """Of the letters, where it is one that the benchmark asks about."""
    found = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    if found == {"LATIN"}:
        return "Latin" if text[0].isupper() and not text.isupper() else None
    return {"ARABIC": "Arabic", "CYRILLIC": "Cyrillic"}.get(found.pop()) if len(found) == 1 else None


def is_same_name(text: str, main: str, written: str) -> bool:
    one, other = names.normal(text), names.normal(main)
    if one == other:
        return False
    if written == "Arabic":
        one, other = (re.sub("[aiueoyhw]", "", name) for name in (one, other))
    return fuzz.ratio(one, other) >= SAME_NAME_PERCENT


def towns(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "geonames-af-tj" / "cities500_AF_TJ.json").read_text("utf-8")).values())


def spellings(rows: list[dict[str, Any]]) -> Iterator[Spelling]:
    sounds: dict[str, int] = defaultdict(int)
    for row in rows:
        sounds[names.skeleton(row["name"])] += 1
    mains = {names.normal(row["name"]) for row in rows}
    for row in rows:
        for text in row["alternatenames"]:
            written = script(text)
            # What is the main name of another place, letter for letter, has no one right answer.
            if written and is_same_name(text, row["name"], written) and names.normal(text) not in mains:
                shared = sounds[names.skeleton(row["name"])] > 1
                yield Spelling(text, written, str(row["geonameid"]), province(row), shared)


def province(row: dict[str, Any]) -> str:
    return f"{row['countrycode']}.{row['admin1code']}"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    rows = towns(folder)
    everywhere = [Candidate(str(row["geonameid"]), [row["name"]]) for row in rows]
    within: dict[str, list[Candidate]] = defaultdict(list)
    for row, candidate in zip(rows, everywhere, strict=True):
        within[province(row)].append(candidate)
    results: dict[str, Result] = defaultdict(Result)
    began = time.perf_counter()
    for one in spellings(rows):
        results[f"{one.script}, within the province"].add(one.place, ranking.rank(one.text, within[one.province], 3))
        kind = "of a name that others share" if one.is_shared else "of a name of its own"
        results[f"{one.script}, {kind}, in two countries"].add(one.place, ranking.rank(one.text, everywhere, 3))
    took = (time.perf_counter() - began) / sum(result.asked for result in results.values())
    print(f"{len(rows):,} places, {took * 1000:.1f} ms a name\n")
    print("| spellings | asked | right at 1 | right at 3 | sure | sure and wrong |\n|---|---|---|---|---|---|")
    for title in sorted(results, key=lambda title: (title.partition(", ")[2], title)):
        print(results[title].row(title))


if __name__ == "__main__":
    main()
