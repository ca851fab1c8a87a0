"""Answers leave in the coding that the client likes best, and say so to caches; streams leave as they are."""

import gzip
import json

import brotli
import httpx2
import pytest
import zstandard

from api import limits
from api.http.encodings import agreed_coding
from tests.support.asking import Api
from tests.support.builders import cast

DECODED = {
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
LONG = "{ __schema { types { name description } } }"
SHORT = "{ log { head } }"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br", "br"),
        ("deflate", None),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("zstd;q=0.5, gzip;q=0.8", "gzip"),
        ("zstd;q=0, br; q=0, gzip;q=0", None),
        ("gzip;q=0", None),
        ("*", "zstd"),
        ("*;q=0.1, zstd;q=0", "br"),
        ("*;q=0, gzip", "gzip"),
        ("identity", None),
        ("identity, *;q=0", None),
        ("identity;q=0.5, gzip;q=0.2", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("gzip;q=many, br;q=2, zstd;q=-1", None),
        ("gzip;level=9", "gzip"),
        (";q=1,,=, ;", None),
        ("gzip," + " " * limits.ACCEPT_CHARS_MAX, None),
    ],
)
def test_the_coding_is_agreed_as_rfc_9110_has_it(accepted: str, coding: str | None) -> None:
    assert agreed_coding(accepted) == coding


async def as_sent(api: Api, method: str, path: str, **options: object) -> tuple[httpx2.Response, bytes]:
    """The response, and the bytes of its body as they were on the wire."""
    async with api.client.stream(method, path, **options) as response:
        return response, b"".join([chunk async for chunk in response.aiter_raw()])


async def asked(api: Api, query: str, accepted: str, method: str = "POST") -> tuple[httpx2.Response, bytes]:
    headers = {"content-type": "application/json", "accept-encoding": accepted}
    how = {"params": {"query": query}} if method == "GET" else {"content": json.dumps({"query": query})}
    return await as_sent(api, method, "/graphql", headers=headers, **how)


@pytest.mark.parametrize("coding", DECODED)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_answer_is_compressed_whether_it_is_computed_or_kept(
    sqlite_api: Api, coding: str, method: str
) -> None:
    _, plain = await asked(sqlite_api, LONG, "identity", method)

    for _ in range(3):
        response, body = await asked(sqlite_api, LONG, coding, method)

        assert response.headers["content-encoding"] == coding
        assert response.headers["content-length"] == str(len(body))
        assert len(body) < len(plain) / 3
        assert DECODED[coding](body) == plain


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_short_answer_stays_as_it_is(sqlite_api: Api, method: str) -> None:
    response, body = await asked(sqlite_api, SHORT, "zstd", method)

    assert "content-encoding" not in response.headers
    assert json.loads(body)["data"]
    assert "Accept-Encoding" in response.headers["vary"]


async def test_a_tag_is_the_same_in_every_coding_and_weak(sqlite_api: Api) -> None:
    """A weak tag says that two answers mean the same, not that their bytes are equal."""
    tags = {(await asked(sqlite_api, LONG, coding, "GET"))[0].headers["etag"] for coding in (*DECODED, "identity")}

    [tag] = tags
    assert tag.startswith("W/")
    unchanged = await sqlite_api.client.get(
        "/graphql", params={"query": LONG}, headers={"if-none-match": tag, "accept-encoding": "br"}
    )
    assert unchanged.status_code == 304
    assert unchanged.headers["vary"] == "Accept, Accept-Encoding, Authorization"
    assert "content-encoding" not in unchanged.headers


async def test_long_refusals_are_compressed_too(sqlite_api: Api) -> None:
    response, body = await asked(sqlite_api, "{ " + " ".join(f"n{n}" for n in range(200)) + " }", "gzip")

    assert response.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(body))["errors"]


@pytest.mark.parametrize("path", ["/about", "/schema.graphql", "/ogc/api", "/pages/record.css"])
async def test_pages_and_features_are_compressed(sqlite_api: Api, path: str) -> None:
    _, plain = await as_sent(sqlite_api, "GET", path, headers={"accept-encoding": "identity"})
    response, body = await as_sent(sqlite_api, "GET", path, headers={"accept-encoding": "br"})

    assert response.headers["content-encoding"] == "br"
    assert brotli.decompress(body) == plain
    assert "Accept-Encoding" in response.headers["vary"]
    assert response.headers.get("etag", "W/").startswith("W/")


async def test_a_page_that_is_there_already_is_not_sent_again(sqlite_api: Api) -> None:
    tag = (await sqlite_api.client.get("/pages/record.css", headers={"accept-encoding": "br"})).headers["etag"]

    again = await sqlite_api.client.get("/pages/record.css", headers={"accept-encoding": "br", "if-none-match": tag})

    assert again.status_code == 304


async def test_part_of_a_page_is_part_of_its_own_bytes(sqlite_api: Api) -> None:
    headers = {"accept-encoding": "br", "range": "bytes=0-1199"}

    response, body = await as_sent(sqlite_api, "GET", "/pages/record.css", headers=headers)

    assert (response.status_code, len(body)) == (206, 1_200)
    assert "content-encoding" not in response.headers


async def test_an_event_stream_stays_as_it_is(sqlite_api: Api) -> None:
    await sqlite_api.recorded(*cast())
    query = (
        'subscription { replay(from: "2021-06-01", to: "2021-06-30", intervalMs: 0) { date full places { level } } }'
    )
    headers = {"accept": "text/event-stream", "accept-encoding": "zstd, br, gzip"}

    response, body = await as_sent(sqlite_api, "POST", "/graphql", json={"query": query}, headers=headers)

    assert "content-encoding" not in response.headers
    assert body.startswith(b"event: next")
