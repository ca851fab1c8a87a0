"""Content codings of answers: which one a client takes, and how well that is worth compressing (RFC 9110, 12.5.3)."""

import asyncio
import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli
import zstandard

from api import limits

_ZSTD_LEVEL, _BROTLI_QUALITY, _GZIP_LEVEL = 3, 4, 5
"""Where more work begins to save little: 400 places of JSON shrink to a fifteenth in 1 to 3 ms."""

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(_ZSTD_LEVEL).compress(body),
    "br": lambda body: brotli.compress(body, quality=_BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
}
"""Those that are spoken here; of those that a client likes equally, the first."""
_ALIASES = {"x-gzip": "gzip"}


def agreed_coding(accept_encoding: str) -> str | None:
    """The coding that a client likes best; None where it takes none, likes none better, or did not ask for any."""
    if not accept_encoding or len(accept_encoding) > limits.ACCEPT_CHARS_MAX:
        return None
    return _agreed(accept_encoding)


@lru_cache(maxsize=256)
def _agreed(accept_encoding: str) -> str | None:
    weights = dict(map(_weighed, accept_encoding.lower().split(",")))
    others = weights.get("*", 0.0)
    coding = max(CODINGS, key=lambda name: weights.get(name, others))
    weight = weights.get(coding, others)
    return coding if weight > 0 and weight >= weights.get("identity", 0.0) else None


def _weighed(entry: str) -> tuple[str, float]:
    """A coding and its weight. One whose weight cannot be read is not taken."""
    name, *parameters = (part.strip() for part in entry.split(";"))
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                weight = 0.0
    return _ALIASES.get(name, name), weight if 0 <= weight <= 1 else 0.0


def is_worth_it(body: bytes) -> bool:
    return len(body) >= limits.COMPRESSED_BYTES_MIN


async def compressed(body: bytes, coding: str) -> bytes:
    """The body in one of CODINGS. A large one is compressed in a thread, so that nobody waits for it."""
    if len(body) <= limits.COMPRESSED_AT_ONCE_BYTES_MAX:
        return CODINGS[coding](body)
    return await asyncio.to_thread(CODINGS[coding], body)
