"""Types and functions have names that an engineer would search for."""

import ast

import pytest

from tests.support.repository import FLOORS, ROOT, source_files

FORBIDDEN = {"told", "said", "one", "found", "of"}
"""They say nothing about what they name, with or without underscores, in upper or lower case."""
TYPE_FACTORIES = {"NamedTuple", "namedtuple", "TypedDict", "NewType", "make_dataclass", "Enum"}


def defined_names(tree: ast.AST) -> list[tuple[int, str]]:
    """Line and name of each class and function, those made by a call and by a lambda too."""
    names = []
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                names.append((node.lineno, node.name))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                names.append((node.lineno, name))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=factory))):
                names += [(node.lineno, name)] if factory in TYPE_FACTORIES else []
    return names


def forbidden_names(source: str) -> list[tuple[int, str]]:
    return [(line, name) for line, name in defined_names(ast.parse(source)) if name.strip("_").lower() in FORBIDDEN]


@pytest.mark.parametrize("folder", [*FLOORS, "benchmarks", "trust", "spark", "migrations", "sample", "tests/support"])
def test_no_type_or_function_has_a_name_that_says_nothing(folder: str) -> None:
    files = source_files(folder)

    assert files
    assert [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in files
        for line, name in forbidden_names(path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        "class Told: ...",
        "class _Said(NamedTuple): ...",
        "def of(self): ...",
        "async def _found_(): ...",
        "class Turn:\n    def one(self): ...",
        "def outer():\n    def told(): ...",
        "one = lambda row: row",
        "Said = NamedTuple('Said', [])",
    ],
)
def test_a_forbidden_name_is_seen_wherever_it_is_defined(source: str) -> None:
    assert forbidden_names(source)


@pytest.mark.parametrize("source", ["def founded(): ...", "class Offer: ...", "def one_of(): ...", "found = rows()"])
def test_a_name_that_only_contains_one_is_allowed(source: str) -> None:
    assert not forbidden_names(source)
