"""How long HTTP caches may keep an answer, and how they ask whether it still holds (RFC 9110, 9111 and 8246)."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api import limits
from domain.control.policies import VERSION as RULES
from service.asking.pins import Pin
from store.read.log import Head

NEVER = "no-store"
VARY = "Accept, Accept-Encoding, Authorization"
FRESH_SECONDS = {Pin.TOKEN: limits.FRESH_SECONDS_BY_TOKEN, Pin.POSITION: limits.FRESH_SECONDS_BY_POSITION}
_TAG = re.compile(r'(?:W/)?("[^"]*")')
# Wherever the word stands, in a string too: then an answer is only kept for less long than it could be.
_INTROSPECTION = re.compile(r"__(schema|type)\b")


@dataclass(frozen=True)
class CacheableQuery:
    """What tells queries apart in a cache. `release`: the code that answers; `private`: sent with credentials.

    `reader`: what the sender may see, since some answers depend on that.
    """

    release: str
    media_type: str
    query: str
    variables: dict[str, Any]
    operation_name: str | None
    private: bool
    reader: str = ""

    def pin(self, loosest: Pin) -> Pin:
        """What fixes the answer. The schema is fixed by no position: it changes with the release."""
        return max(Pin.HEAD, loosest) if _INTROSPECTION.search(self.query) else loosest

    @cached_property
    def digest(self) -> str:
        """One for each question, of all who may see the same; other rules or other code make another question of it."""
        parts = [RULES, self.release, self.media_type, self.query, self.variables, self.operation_name, self.reader]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def key(self) -> tuple[str, bool]:
        """What its answer is kept under."""
        return self.digest, self.private

    def tag(self, pin: Pin, head: Head) -> str:
        """The ETag. Weak: a 304 says that the answer would be the same without having computed its bytes, and the same
        answer has other bytes when it is compressed.
        """
        # Another log that is as long as this one was recorded at another time.
        at = f"{head.position} {head.recorded_at} {head.rebuilt}" if pin is Pin.HEAD else f"{head.rebuilt}"
        return f'W/"{hashlib.sha256(f"{self.digest} {at}".encode()).hexdigest()[:32]}"'

    def headers(self, pin: Pin, head: Head) -> dict[str, str]:
        return {"Cache-Control": self._control(pin), "ETag": self.tag(pin, head), "Vary": VARY}

    def _control(self, pin: Pin) -> str:
        who = "private" if self.private else "public"
        seconds = FRESH_SECONDS.get(pin)
        return f"{who}, no-cache" if seconds is None else f"{who}, max-age={seconds}, immutable"


class NotModified(Exception):
    """What the client has is what it would get. Carries the headers of the 304."""

    def __init__(self, headers: dict[str, str]):
        self.headers = headers
        super().__init__()


def is_listed(tag: str, if_none_match: str) -> bool:
    """Whether the header names the tag; weak comparison, RFC 9110, section 13.1.2."""
    return tag.removeprefix("W/") in _TAG.findall(if_none_match)


def is_any(if_none_match: str) -> bool:
    """`*` is every answer that there is: whether there is one is known only when it has been computed."""
    return if_none_match.strip() == "*"
