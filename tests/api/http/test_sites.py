"""A page of another site reaches nothing by a name of its own (DNS rebinding), and writes nothing across origins."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from tests.support.asking import Api
from tests.support.streams import socket

FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:8000",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.localhost.example",
    "127.0.0.1@evil.example",
    "evil.example/127.0.0.1",
    "10.0.0.7",
    "0.0.0.0",
    "[::ffff:10.0.0.7]",
    "",
    ":8000",
    "timeline",
]
OUR_HOSTS = ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "localhost.:8000", "[::1]:8000", "127.9.9.9"]
WRITE = {"query": 'mutation { retract(event: "x", reason: "r", idempotencyKey: "k") { __typename } }'}
ASK = {"query": "{ log { head } }"}
PATHS = ["/graphql?query={log{head}}", "/ogc", "/", "/desk", "/event", "/healthz", "/nothing"]


async def test_on_loopback_a_foreign_name_gets_nothing_from_any_door(start: Callable, sqlite_url: str) -> None:
    api = await start(sqlite_url, allowed_hosts="")
    for host in FOREIGN_HOSTS:
        for path in PATHS:
            refused = await api.client.get(path, headers={"host": host})
            assert (refused.status_code, code_of(refused)) == (421, "HOST_NOT_ALLOWED"), (host, path)
        refused = await api.client.post("/graphql", json=WRITE, headers={"host": host})
        assert (refused.status_code, code_of(refused)) == (421, "HOST_NOT_ALLOWED"), host
    for host in OUR_HOSTS:
        assert (await api.client.get("/healthz", headers={"host": host})).status_code == 200, host


@pytest.mark.parametrize(
    ("settings", "allowed", "refused"),
    [
        (
            {"allowed_hosts": "map.example"},
            ["map.example", "MAP.example:443", "127.0.0.1"],
            ["example", "a.map.example"],
        ),
        ({"allowed_hosts": "*.ngo.example"}, ["a.ngo.example", "a.b.ngo.example"], ["ngo.example", "xngo.example"]),
        ({"host": "0.0.0.0", "allowed_hosts": "map.example"}, ["map.example"], ["127.0.0.1", "localhost"]),
        ({"host": "0.0.0.0"}, ["map.example", "127.0.0.1", "anything"], []),
        ({"allowed_hosts": "*"}, ["map.example", "anything"], []),
        ({"allowed_hosts": "fd00::7"}, ["[fd00::7]:8000"], ["[fd00::8]"]),
    ],
)
async def test_names_are_allowed_by_a_setting(
    start: Callable, sqlite_url: str, settings: dict[str, Any], allowed: list[str], refused: list[str]
) -> None:
    api = await start(sqlite_url, **({"allowed_hosts": "", "open_writes": False} | settings))

    for status, hosts in {404: allowed, 421: refused}.items():
        for host in hosts:
            assert (await api.client.get("/nothing", headers={"host": host})).status_code == status, host


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8000", 200),
        ("https://127.0.0.1:8000", 200),  # behind a proxy with TLS
        ("https://map.example", 200),
        ("https://MAP.example", 200),
        ("http://map.example", 403),
        ("https://evil.example", 403),
        ("https://map.example.evil.example", 403),
        ("http://127.0.0.1:9000", 403),
        ("null", 403),
        ("", 403),
        ("file://", 403),
    ],
)
async def test_only_our_own_pages_and_those_allowed_may_write(
    start: Callable, sqlite_url: str, origin: str, status: int
) -> None:
    api: Api = await start(sqlite_url, cors_origins="https://map.example", allowed_hosts="")
    headers = {"host": "127.0.0.1:8000", "origin": origin}

    for body in (WRITE, ASK):
        answer = await api.client.post("/graphql", json=body, headers=headers)
        assert answer.status_code == status
        assert status == 200 or code_of(answer) == "ORIGIN_NOT_ALLOWED"
    # Who only reads by GET is kept from the answer by the browser, where it is not allowed.
    assert (await api.client.get("/graphql?query={log{head}}", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None]
)
async def test_what_a_form_can_send_writes_nothing(sqlite_api: Api, content_type: str | None) -> None:
    """A page of any site may send these without being asked about it first."""
    headers = {} if content_type is None else {"content-type": content_type}
    body = b'{"query": "mutation { retract(event: \\"x\\", reason: \\"r\\", idempotencyKey: \\"k\\") { __typename } }"}'

    refused = await sqlite_api.client.post("/graphql", content=body, headers=headers)

    assert (refused.status_code, code_of(refused)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_a_socket_is_kept_to_the_same_rules(live_server_url: str, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with socket(live_server_url, additional_headers=headers):
            raise AssertionError("it was let in")
    assert refused.value.response.status_code == 403


def code_of(answer: httpx2.Response) -> str:
    [error] = answer.json()["errors"]
    return error["extensions"]["code"]
