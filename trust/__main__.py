"""`make trust`, or `python -m trust --help`: every promise tried, and a table of what came of it."""

import sys
from argparse import ArgumentParser

from trust.table import HEAD, as_row, promises


def main() -> int:
    """0 if every goal is met."""
    known = promises()
    parser = ArgumentParser(prog="python -m trust", description="Try every promise, and print a table.")
    parser.add_argument("--only", metavar="NAME,NAME", help=f"some of {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="as seldom as the test run does")
    options = parser.parse_args()
    names = options.only.split(",") if options.only else list(known)
    if unknown := set(names) - known.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}: take of {', '.join(known)}")
    all_met = True
    # Row by row: what was found by then is there, however the rest ends.
    print(HEAD, flush=True)
    for name in names:
        print(f"trying {name}", file=sys.stderr, flush=True)
        for trial in known[name](options.quick):
            print(as_row(trial), flush=True)
            all_met &= trial.is_met
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
