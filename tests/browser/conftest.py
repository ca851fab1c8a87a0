"""The pages in a real browser: Debian's Chromium, driven by Playwright.

Where there is none, these tests are skipped and say so; CI sets TIMELINE_TEST_BROWSER=required, and there they fail.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from api.settings import Settings
from tests.support import node
from tests.support.asking import RECORD
from tests.support.browser import OpenPage
from tests.support.cli_runner import Cli
from tests.support.repository import SAMPLE_FILES
from tests.support.serving import serving

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("TIMELINE_TEST_CHROMIUM") or shutil.which("chromium")
# MapLibre draws by WebGL, which a machine without a graphics card computes.
FLAGS = ["--enable-unsafe-swiftshader", "--no-sandbox"]
PATIENCE_MS = 45_000
"""How long a page may take on a busy machine."""
USUAL = {"locale": "en-GB", "viewport": {"width": 1000, "height": 640}, "reduced_motion": "reduce"}
"""Of a window. It is small, since every pixel of the map is computed by the processor."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed before tests of another module begin: while Playwright runs, no asyncio test can."""
    if not CHROMIUM:
        why = "no Chromium is installed: apt-get install chromium, or name one in TIMELINE_TEST_CHROMIUM"
        if os.environ.get("TIMELINE_TEST_BROWSER") == "required":
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample_log(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of `timeline demo`, loaded once for all tests."""
    folder = tmp_path_factory.mktemp("sample")
    file = Path(shutil.copy(migrated_sqlite, folder / "timeline.db"))
    Cli(f"sqlite+aiosqlite:///{file}", folder).does("import", *SAMPLE_FILES)
    return file


@pytest.fixture
def sample_url(sample_log: Path, tmp_path: Path) -> Iterator[str]:
    """A server with the sample."""
    url = f"sqlite:///{shutil.copy(sample_log, tmp_path / 'sample.db')}"
    with serving(Settings(database_url=url, open_writes=True)) as url:
        yield url


@pytest.fixture
def empty_url(sqlite_url: str) -> Iterator[str]:
    """A server with an empty log."""
    with serving(Settings(database_url=sqlite_url, open_writes=True)) as url:
        yield url


@pytest.fixture(scope="session")
def record() -> Callable[..., None]:
    """Records events at a server, given as inputs of the schema."""

    def send(url: str, *events: dict[str, Any]) -> None:
        variables = {"events": events, "key": uuid4().hex}
        answer = httpx2.post(f"{url}/graphql", json={"query": RECORD, "variables": variables}).json()
        assert answer["data"]["record"]["__typename"] == "Recorded", answer

    return send


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a window of its own. At the end no page may have failed, or asked any other host."""
    contexts: list[BrowserContext] = []
    asked: set[str] = set()
    faults: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:", "about:")):
            asked.add(request.url.split("/")[2].split(":")[0])

    def begin(url: str, **options: object) -> Page:
        context = browser.new_context(**{**USUAL, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", watch)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert faults == []
    assert asked <= {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core holds against a page as it stands, as lines to read."""
    node.install(HERE)
    source = (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {violation['help']}: {each['html'][:200]}"
            for violation in found["violations"]
            for each in violation["nodes"]
        ]

    return violations
