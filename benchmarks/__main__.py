"""`make bench`, or `python -m benchmarks --help`: ours beside peers, in one run."""

from pathlib import Path

from benchmarks.harness.options import read_options
from benchmarks.report.page import renew_page
from benchmarks.run import NAMES, run

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    options = read_options(NAMES)
    results = run(options)
    results.write(RESULTS, options.name)
    if options.is_whole:
        renew_page(PAGE, results, options.name)
    print(results.as_markdown())


if __name__ == "__main__":
    main()
