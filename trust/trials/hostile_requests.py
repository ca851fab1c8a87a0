"""Requests that are made to knock the server over: refused at once, without a fault, and nobody else waits."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from itertools import count
from os import kill
from random import Random
from signal import SIGCONT, SIGSTOP
from urllib.parse import quote

from graphql import build_schema

from tests.support import hostile, literals
from tests.support.hostile_bodies import COSTLY, MALFORMED, PACKED
from trust.hostile.busy import busy_ms
from trust.hostile.probe import Seen, probing
from trust.hostile.raw import survivors
from trust.hostile.served import ROOT, Served, served
from trust.trial import Trial

REFUSED_MS_MAX, STALL_MS_MAX = 100, 250
_JSON = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
_ADDRESSES = ("/ogc", "/ogc/collections/districts/items", "/place/af", "/event/e", "/source/s", "/pages/x", "/")
_PARAMETERS = ("datetime", "limit", "bbox", "position", "knownOn", "knownAt", "within", "token", "policy", "after", "f")
_HEADERS = (
    "Range",
    "If-None-Match",
    "If-Modified-Since",
    "Accept",
    "Accept-Encoding",
    "Cookie",
    "Authorization",
    "Origin",
)

_NUMBERS = count()

Attack = Callable[[HTTPConnection], tuple[int, bytes]]


def run(quick: bool) -> Iterator[Trial]:
    with ExitStack() as stack:
        server = stack.enter_context(served())
        with probing(server.address, server.pid) as meanwhile:
            for name, attacks in _attacks(quick).items():
                yield _tried(name, attacks, server)
            yield _tried_raw(server)
        with probing(server.address, server.pid) as afterwards:
            time.sleep(1 if quick else 10)
        with probing(server.address, server.pid) as stopped:
            kill(server.pid, SIGSTOP)
            time.sleep(2 * STALL_MS_MAX / 1_000)
            kill(server.pid, SIGCONT)
            time.sleep(0.2)
    yield _others("others beside hostile requests", meanwhile)
    yield _others("others after them", afterwards)
    stalled = int(stopped.longest_ms > STALL_MS_MAX)
    goal = f"stalled {STALL_MS_MAX} ms at most"
    yield Trial("others beside a server that stands still", goal, stopped.asked, stalled, control=True)


def _others(name: str, seen: Seen) -> Trial:
    failures = seen.unanswered + (seen.busiest_ms > STALL_MS_MAX)
    note = f"longest {seen.longest_ms:.0f} ms on the clock, {seen.busiest_ms:.0f} ms of work"
    return Trial(name, f"answered, stalled {STALL_MS_MAX} ms at most", seen.asked, failures, note=note)


def _tried(name: str, attacks: list[Attack], server: Served) -> Trial:
    faults, longest = 0, 0.0
    for attack in attacks:
        is_fault, took = _answered(attack, server)
        if took > REFUSED_MS_MAX:  # amid a collection of garbage, or the work of somebody else
            again, later = _answered(attack, server)
            is_fault, took = is_fault or again, min(took, later)
        longest = max(longest, took)
        faults += is_fault or took > REFUSED_MS_MAX
    goal = f"no 5xx, no fault, {REFUSED_MS_MAX} ms of work at most"
    return Trial(name, goal, len(attacks), faults, note=f"longest {longest:.0f} ms")


def _answered(attack: Attack, server: Served) -> tuple[bool, float]:
    """Whether it was a fault, and for how many milliseconds the server was busy."""
    connection = HTTPConnection(server.address.removeprefix("http://"), timeout=30)
    began = busy_ms(server.pid)
    status, body = attack(connection)
    took = busy_ms(server.pid) - began
    connection.close()
    return status >= 500 or b'"INTERNAL"' in body, took


def _tried_raw(server: Served) -> Trial:
    tries, bad = survivors(server.address)
    return Trial(
        "what is no HTTP, and bad frames", "closed, with a 4xx or a code", tries, len(bad), note=", ".join(bad)
    )


def _attacks(quick: bool) -> dict[str, list[Attack]]:
    queries = [query for _ in range(1 if quick else 20) for query in COSTLY.values()]
    return {
        "malformed bodies": [_posted(body) for body in MALFORMED.values()],
        "compressed bodies": [_posted(body, **{"Content-Encoding": coding}) for coding, body in PACKED.items()],
        "costly queries": [_asked(query) for query in queries],
        "batches": [_posted(json.dumps([{"query": "{ log { head } }"}] * n).encode()) for n in (1, 100, 5_000)],
        "oversized bodies": [_posted(b" " * size) for size in (300_000, 3_000_000)],
        "hostile literals": [_asked(query) for query in _literals(quick)],
        "hostile addresses and headers": list(_got(quick)),
    }


def _posted(body: bytes, **headers: str) -> Attack:
    def post(connection: HTTPConnection) -> tuple[int, bytes]:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has been refused before it was sent to its end
            connection.request("POST", "/graphql", body, _JSON | headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    return post


def _asked(query: str) -> Attack:
    """Another text each time: what is known is answered sooner."""
    return lambda connection: _posted(json.dumps({"query": f"{query} # {next(_NUMBERS)}"}).encode())(connection)


def _literals(quick: bool) -> Iterator[str]:
    slots = literals.slots(build_schema((ROOT / "schema.graphql").read_text()))
    for seed, literal in enumerate((literals.UNREADABLE | literals.HOSTILE).values()):
        some = Random(seed).sample(slots, 4) if quick else slots
        yield from literals.documents(some, literal, 5)


def _got(quick: bool) -> Iterator[Attack]:
    texts = hostile.TEXTS if not quick else hostile.TEXTS[::20]
    for text in [*(text[:5_000] for text in texts), "9" * 5_000, "1e400", "NaN"]:
        value = quote(text.encode("utf-8", "surrogatepass"))
        for address in _ADDRESSES[1:4] if quick else _ADDRESSES:
            yield _seen("&".join([f"{address}?{_PARAMETERS[0]}={value}", *(f"{p}={value}" for p in _PARAMETERS[1:])]))
            for parameter in _PARAMETERS[:: 4 if quick else 1]:
                yield _seen(f"{address}?{parameter}={value}")
        plain = "".join(letter for letter in text if " " <= letter <= "~")
        yield from (_seen(address, **{header: plain}) for address in _ADDRESSES[::3] for header in _HEADERS)


def _seen(target: str, **headers: str) -> Attack:
    def get(connection: HTTPConnection) -> tuple[int, bytes]:
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    return get
