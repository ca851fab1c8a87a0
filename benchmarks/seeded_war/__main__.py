"""Write a war into a folder: `python -m benchmarks.seeded_war FOLDER --events 100000 --places 5000`."""

import argparse
from pathlib import Path

from benchmarks.seeded_war.war import War, write


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--events", type=int, default=100_000)
    options.add_argument("--places", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    war = War(given.events, given.places, given.seed)
    given.folder.mkdir(parents=True, exist_ok=True)
    print(f"{write(given.folder / '1-registrations.jsonl', war.registrations()):,} registrations")
    print(f"{write(given.folder / '2-news.jsonl', war.news()):,} events")


if __name__ == "__main__":
    main()
