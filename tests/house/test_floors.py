"""Imports point one way, and no package escapes the linter that holds it or the wheel that ships it."""

import ast
import sys

import pytest

from tests.support.repository import FLOORS, PYPROJECT, ROOT, kept_files, run, source_files

LINTER = PYPROJECT["tool"]["importlinter"]
SHIPPED = set(PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
NOT_SHIPPED = {"tests", "benchmarks", "trust", "verifier", "spark", "examples", "dashboard", "hatch_build.py"}


def packages_in(folder: str) -> set[str]:
    """Those directly within a package, by their dotted names."""
    return {f"{folder}.{path.parent.name}" for path in (ROOT / folder).glob("*/__init__.py")}


def contracts(kind: str) -> list[dict]:
    return [contract for contract in LINTER["contracts"] if contract["type"] == kind]


def layers(contract: dict) -> set[str]:
    return {name.strip() for layer in contract["layers"] for name in layer.replace(":", "|").split("|")}


def test_imports_point_one_way() -> None:
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checked = run(sys.executable, "-c", linter, "--no-cache", "--no-logo")

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_linter_knows_every_floor() -> None:
    assert set(FLOORS) == set(LINTER["root_packages"])
    assert set(FLOORS) == SHIPPED - {"migrations", "sample"}
    assert any(layers(contract) == set(FLOORS) for contract in contracts("layers"))


@pytest.mark.parametrize("floor", FLOORS)
def test_every_package_of_a_floor_has_its_layer(floor: str) -> None:
    packages = packages_in(floor)

    assert packages
    assert any(packages <= layers(contract) for contract in contracts("layers")), sorted(packages)


def test_circles_are_forbidden_on_every_floor() -> None:
    assert any(set(FLOORS) <= set(contract["ancestors"]) for contract in contracts("acyclic_siblings"))


def test_every_folder_with_modules_ships_in_the_wheel() -> None:
    packages = {path.relative_to(ROOT).parts[0] for path in kept_files() if path.suffix == ".py"}

    assert packages - NOT_SHIPPED == SHIPPED


def test_every_folder_of_modules_is_a_package() -> None:
    """One without `__init__.py` is a namespace package: neither the linter nor this house would see it."""
    folders = {path.parent for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_tests_share_helpers_through_support_and_reference_only() -> None:
    """A test that imports another test, or a conftest, breaks when that one is moved."""
    imported = {
        (str(path.relative_to(ROOT)), node.module)
        for path in source_files("tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests.")
    }

    shared = ("tests.support", "tests.reference", "tests.clients.shown.")
    assert [f"{path}: {module}" for path, module in sorted(imported) if not module.startswith(shared)] == []
