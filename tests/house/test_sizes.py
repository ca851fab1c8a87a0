"""Files stay short enough to be read in one go."""

from statistics import median

from tests.support.repository import FLOORS, ROOT, source_files

LONGEST = 300
MEDIAN = 90

SIZES = {
    str(path.relative_to(ROOT)): length
    for path in source_files(*FLOORS, "benchmarks", "trust", "spark")
    if (length := len(path.read_text("utf-8").splitlines()))
}
"""Lines of each source file; empty ones would only flatter the median."""


def test_no_source_file_is_too_long() -> None:
    assert {name: length for name, length in SIZES.items() if length > LONGEST} == {}


def test_no_test_file_is_too_long() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in source_files("tests")}

    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONGEST} == {}


def test_most_source_files_are_short() -> None:
    assert median(SIZES.values()) < MEDIAN
