"""Behind Debian's nginx, as docs/behind-a-proxy.md sets it up: every link, door and stream below a prefix."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest

from tests.support import builders
from tests.support.installed_command import installed_command
from tests.support.repository import ROOT
from tests.support.servers import address
from tests.support.streams import over_sse, over_websocket, taken, write

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")

PAGE = (ROOT / "docs" / "behind-a-proxy.md").read_text("utf-8")
FOLLOW = "subscription { events(after: 0) { position } }"


def configuration(folder: Path, port: int, server: str, passes: str) -> str:
    """That of the page, on loopback and without TLS, which the proxy says to have."""
    [site] = re.findall(r"```nginx\n(.*?)```", PAGE, re.DOTALL)
    site = re.sub(r"    ssl_.*\n", "", site).replace("443 ssl", f"127.0.0.1:{port}").replace("$scheme", "https")
    site = site.replace("http://127.0.0.1:8000;", f"{server}{passes};")
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {kept}\n{site} }}"


@pytest.fixture(scope="module", params=["", "/"], ids=["handed on", "taken away"])
def site(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the timeline as the world sees it, whether nginx hands the path on or takes the prefix away.

    Its log grows from test to test.
    """
    folder = tmp_path_factory.mktemp("timeline")
    with installed_command(folder) as command:
        served = command(
            "serve",
            "--port",
            0,
            TIMELINE_DATABASE_URL=f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'timeline.db')}",
            TIMELINE_PATH_PREFIX="/timeline",
            TIMELINE_TRUSTED_PROXIES="127.0.0.1",
            TIMELINE_METRICS="true",
            TIMELINE_OPEN_WRITES="true",
        )
        port, file = free_port(), folder / "nginx.conf"
        file.write_text(configuration(folder, port, address(served.stderr), request.param), "utf-8")
        with subprocess.Popen([str(NGINX), "-c", str(file)], stderr=subprocess.DEVNULL) as proxy:
            try:
                wait_for(f"http://127.0.0.1:{port}/timeline/healthz")
                yield f"http://127.0.0.1:{port}/timeline"
            finally:
                proxy.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            if httpx2.get(url).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


def links(page: httpx2.Response) -> set[str]:
    """Where a page leads and what it loads, on its own host."""
    found = {urljoin(str(page.url), unescape(each)) for each in re.findall(r'(?:href|src)="([^"#]+)"', page.text)}
    return {link for link in found if urlsplit(link).netloc == urlsplit(str(page.url)).netloc}


async def test_every_page_leads_only_to_what_is_below_the_prefix(site: str) -> None:
    """given some events, then all pages, from the map to those of an event, load and lead below the prefix"""
    await write(site, *builders.cast(), builders.changed(id="fall"))
    seen: dict[str, int] = {}
    waiting = [f"{site}/", f"{site}/about", f"{site}/desk", f"{site}/event/fall"]
    async with httpx2.AsyncClient(headers={"accept": "text/html,*/*"}) as client:
        while waiting and len(seen) < 200:
            url = waiting.pop()
            page = await client.get(url)
            seen[url] = page.status_code
            if page.headers["content-type"].startswith("text/html"):
                waiting += links(page) - seen.keys() - set(waiting)

    assert {url: status for url, status in seen.items() if status != 200} == {}
    assert all(url.startswith(f"{site}/") for url in seen)
    assert {f"{site}/place/af-imam-sahib", f"{site}/source/neutral", f"{site}/graphql"} <= seen.keys()
    assert any(url.startswith(f"{site}/event.csv") for url in seen)


async def test_the_address_without_its_last_slash_leads_on(site: str) -> None:
    answer = httpx2.get(site)

    assert answer.status_code == 308
    assert urlsplit(answer.headers["location"]).path == "/timeline/"


async def test_map_layers_say_where_the_world_finds_them(site: str) -> None:
    layers = httpx2.get(f"{site}/ogc/collections").json()

    addresses = [link["href"] for each in (layers, *layers["collections"]) for link in each["links"]]
    own = [href for href in addresses if "/ogc" in href]
    assert own
    assert all(href.startswith("https://127.0.0.1/timeline/ogc") for href in own), own


@pytest.mark.parametrize("follow", [over_websocket, over_sse])
async def test_streams_come_through(site: str, follow: Callable) -> None:
    await write(site, builders.source(follow.__name__.replace("_", "-")))

    [event] = await taken(follow(site, FOLLOW), 1)

    assert event["events"]["position"] == 1


async def test_the_proxy_names_the_request_and_hides_the_metrics(site: str) -> None:
    answer = httpx2.get(f"{site}/healthz")

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])
    assert httpx2.get(f"{site}/metrics").status_code == 403
