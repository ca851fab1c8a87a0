"""Pages that are built anew while somebody reads them: a server, or one that starts."""

import runpy
import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.pages import built
from tests.support.asking import Api
from tests.support.repository import ROOT


@pytest.fixture(scope="module")
def build() -> dict[str, Any]:
    """What dashboard/build.py has."""
    return runpy.run_path(str(ROOT / "dashboard" / "build.py"))


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of built pages that no server has read yet."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("index", "desk", "graphiql"):
        (folder / f"{name}.html").write_text("<title>old</title>", "utf-8")
    monkeypatch.setattr(built, "BUILT", folder)
    built.read.cache_clear()
    yield folder
    built.read.cache_clear()


async def test_a_server_has_all_of_its_pages_from_its_start(
    pages: Path, start: Callable[[str], Awaitable[Api]], sqlite_url: str
) -> None:
    """given a server that nobody has asked for a page, when they are gone from the disk, then it still has them"""
    api = await start(sqlite_url)
    shutil.rmtree(pages)

    for path in ("/", "/desk", "/graphql"):
        page = await api.client.get(path, headers={"accept": "text/html"})
        assert (page.status_code, page.text) == (200, "<title>old</title>"), path


def test_new_pages_take_the_place_of_the_old_in_one_step(build: dict[str, Any], pages: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "index.html").write_text("new", "utf-8")

    build["put_in_place"](made, pages, tmp_path / "old")

    assert {path.name for path in pages.iterdir()} == {"index.html"}
    assert (tmp_path / "old" / "desk.html").exists()
    assert not made.exists()


def test_where_there_were_no_pages_the_new_ones_come(build: dict[str, Any], pages: Path, tmp_path: Path) -> None:
    build["put_in_place"](pages, tmp_path / "place", tmp_path / "old")

    assert (tmp_path / "place" / "index.html").exists()


def test_what_python_compiles_is_no_source_of_a_page(build: dict[str, Any]) -> None:
    """Else the pages would be built again by whoever installs the package after its first run."""
    sources = set(build["sources"]())

    assert ROOT / "sample" / "queries" / "1-who-held.graphql" in sources
    assert ROOT / "dashboard" / "src" / "map" / "main.tsx" in sources
    assert not [path for path in sources if path.suffix == ".pyc" or path.is_dir()]
