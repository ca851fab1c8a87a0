"""An exported log, line by line: each event with the leaf under which it was recorded."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from verifier.merkle import leaf_hash
from verifier.moments import known

_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
FIRST, LAST = b',"position":', b',"lineSha256":"'


class Bad(Exception):
    """What is wrong with a file; `position` is the first one at which it is."""

    def __init__(self, position: int, message: str):
        self.position, self.message = position, message
        super().__init__(f"position {position}: {message}")


@dataclass(frozen=True)
class Line:
    """`leaf` is the hash of the leaf of the event at `position`; `known` is RFC 3339 in UTC."""

    position: int
    event: dict[str, Any]
    recorded: dict[str, Any]
    known: str
    leaf: bytes


def lines(path: Path) -> Iterator[Line]:
    """Every event of a whole export, in order. Raises Bad at the first line that is not as it was exported."""
    known_of: dict[str, str] = {}
    moments: dict[str, str] = {}
    previous: dict[str, Any] = {}
    position = 0
    with path.open("rb") as file:
        for position, text in enumerate(file, 1):
            payload, recorded = _parts(position, text.rstrip(b"\n"))
            _check_order(position, recorded, previous)
            event = json.loads(payload)
            moment = known(event, recorded["recordedAt"], known_of.get(event.get("event", "")))
            known_of[event["id"]] = moments.setdefault(moment, moment)
            leaf = _leaf(recorded, moment, sha256(payload).hexdigest())
            yield Line(position, event, recorded, moment, leaf_hash(leaf))
            previous = recorded
    if previous and previous.get("head") != position:
        raise Bad(position + 1, "the file ends here, and its last line does not say that this is the end of the log")


def _parts(position: int, text: bytes) -> tuple[bytes, dict[str, Any]]:
    """The text of the event, and how it was recorded."""
    at = text.rfind(FIRST)
    end = text.rfind(LAST)
    if at < 0 or end < at:
        raise Bad(position, "the line does not say how the event was recorded: it is not of an exported log")
    try:
        recorded = json.loads(b"{" + text[at + 1 :])
        recorded["recordedBy"], recorded["key"], int(recorded["batch"])
    except (ValueError, KeyError, TypeError):
        raise Bad(position, "what follows the event cannot be read") from None
    if sha256(text[:end]).hexdigest() != recorded["lineSha256"]:
        raise Bad(position, "the line was changed since it was exported")
    payload = text[:at] + b"}"
    if sha256(payload).hexdigest() != recorded.get("eventSha256"):
        raise Bad(position, "the text of the event was changed before it was exported")
    return payload, recorded


def _check_order(position: int, recorded: dict[str, Any], previous: dict[str, Any]) -> None:
    if recorded["position"] != position:
        raise Bad(position, f"here stands the event of position {recorded['position']}")
    begins = recorded["batch"] == position
    same = ("batch", "key", "batchSha256")
    if not begins and [recorded[name] for name in same] != [previous.get(name) for name in same]:
        raise Bad(position, "its batch is neither that of the event before it, nor does it begin here")


def _leaf(recorded: dict[str, Any], moment: str, digest: str) -> bytes:
    """Canonical JSON (RFC 8785): the fields in the order of their names, without spaces."""
    leaf = {name: recorded[name] for name in ("batch", "batchSha256", "position", "recordedAt", "recordedBy")}
    leaf |= {"eventSha256": digest, "keySha256": sha256(recorded["key"].encode()).hexdigest()}
    leaf |= {"known": moment, "leaf": 1}
    return _CANONICAL.encode(leaf).encode()
