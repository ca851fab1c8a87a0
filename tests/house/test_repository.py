"""What may lie in the repository: no address of a package host, no path of one machine, nothing too large to review."""

import json
import re
from itertools import chain

import pytest

from tests.support.repository import PYPROJECT, ROOT, kept_files

SIZE_LIMIT_BYTES = 600 * 1024

# Dots are escaped, so no pattern finds itself here.
PACKAGE_HOSTS = re.compile(
    r"\b(pypi\.(org|python\.org)|pythonhosted\.org|registry\.(npmjs\.org|yarnpkg\.com|npmmirror\.com)"
    r"|(deb|security)\.debian\.org|proxy\.golang\.org|jfrog\.io)\b"
    r"|\b(index-url|extra-index-url|find-links)\s*=|//[^\s/]+/(simple|pypi|npm)/"
)
MACHINE_PATHS = re.compile(r"(?<![\w.:~-])/(work|root|opt/(pypi|wheels)|home/\w+|Users/\w+|var/folders)/")
A_PIN = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w .'<>=!()]+)?")


def test_no_file_names_a_package_host() -> None:
    assert lines_that_match(PACKAGE_HOSTS) == []


def test_no_file_names_a_path_of_the_machine_it_was_made_on() -> None:
    assert lines_that_match(MACHINE_PATHS) == []


@pytest.mark.parametrize(
    ("pattern", "leak"),
    [
        (PACKAGE_HOSTS, "https://files." + "pythonhosted" + ".org/packages/x.whl"),
        (PACKAGE_HOSTS, "https://mirror.example" + "/npm/graphql/-/graphql-16.0.0.tgz"),
        (PACKAGE_HOSTS, "--extra-index-url" + "=file:///x"),
        (MACHINE_PATHS, "cd /" + "work/main"),
        (MACHINE_PATHS, 'File "/' + 'home/someone/x.py"'),
    ],
)
def test_the_patterns_find_a_leak(pattern: re.Pattern[str], leak: str) -> None:
    assert pattern.search(leak)


def test_no_file_is_too_large_to_review() -> None:
    sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in kept_files()}

    assert {path: size for path, size in sizes.items() if size > SIZE_LIMIT_BYTES} == {}


def test_constraints_hold_pins_and_nothing_else() -> None:
    pins = (ROOT / "constraints.txt").read_text().splitlines()

    assert pins
    assert [pin for pin in pins if not A_PIN.fullmatch(pin)] == []


def test_constraints_pin_every_direct_dependency() -> None:
    project = PYPROJECT["project"]
    declared = {*project["dependencies"], *chain(*project["optional-dependencies"].values())}
    pinned = {pin.partition("==")[0] for pin in (ROOT / "constraints.txt").read_text().splitlines()}

    assert {re.match(r"[a-z0-9-]+", requirement)[0] for requirement in declared} <= pinned  # type: ignore[index]


def test_uv_lock_is_not_kept() -> None:
    assert ROOT / "uv.lock" not in kept_files()


def test_npm_locks_name_no_download_address() -> None:
    locks = [path for path in kept_files() if path.name == "package-lock.json"]

    assert locks
    assert [str(path) for path in locks if has_key(json.loads(path.read_text()), "resolved")] == []


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in kept_files()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def has_key(tree: object, key: str) -> bool:
    if isinstance(tree, dict):
        return key in tree or any(has_key(branch, key) for branch in tree.values())
    return isinstance(tree, list) and any(has_key(branch, key) for branch in tree)
