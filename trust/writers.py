"""Clients that record batch after batch, and send a batch again under its key until they are told what came of it."""

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Any

SIZE = 2
"""Events of a batch."""
SECONDS_MAX = 60
PAUSE_S = 0.02
RECORD = """mutation($events: [EventInput!]!, $key: String!) {
  record(events: $events, idempotencyKey: $key) { __typename ... on Recorded { position replayed } }
}"""


class Writers:
    """Each writer is a thread. `acknowledged` has the position of each batch by its key, which is also the note of its
    events; `replayed` counts answers that came only when a batch was sent again. With `fresh_keys` it is sent again
    under another key, with a slash and a number behind: as one must not.
    """

    def __init__(self, address: tuple[str, int], fresh_keys: bool = False):
        self._address, self._fresh_keys = address, fresh_keys
        self._stopping = threading.Event()
        self.acknowledged: dict[str, int] = {}
        self.replayed = 0
        self.wrong: list[str] = []

    def write(self, name: str) -> None:
        for number in count():
            if self._stopping.is_set():
                return
            key, answer = self._until_answered(f"{name}-{number}")
            if answer.get("__typename") != "Recorded":
                self.wrong.append(f"{key}: {answer}"[:300])
                continue
            self.replayed += answer["replayed"]
            self.acknowledged[key] = answer["position"]

    def stop(self) -> None:
        self._stopping.set()

    def _until_answered(self, note: str) -> tuple[str, dict[str, Any]]:
        """The key of the batch, and what came of it."""
        deadline = time.monotonic() + SECONDS_MAX
        for attempt in count():
            key = f"{note}/{attempt}" if self._fresh_keys else note
            with suppress(OSError, HTTPException):
                status, answer = sent(self._address, key)
                if status != HTTPStatus.SERVICE_UNAVAILABLE:
                    return key, (answer.get("data") or {}).get("record") or answer
            if time.monotonic() > deadline:
                break
            time.sleep(PAUSE_S)
        return note, {"never answered": True}


@contextmanager
def writing(address: tuple[str, int], writers: int, fresh_keys: bool = False) -> Iterator[Writers]:
    """So many of them at work; at the end each has its last answer."""
    found = Writers(address, fresh_keys)
    threads = [threading.Thread(target=found.write, args=(f"writer-{number}",)) for number in range(writers)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        found.stop()
        for thread in threads:
            thread.join()


def sent(address: tuple[str, int], key: str) -> tuple[int, dict[str, Any]]:
    """The status and the answer. Raises OSError and HTTPException where the connection is cut."""
    connection = HTTPConnection(*address, timeout=SECONDS_MAX)
    try:
        connection.request("POST", "/graphql", request_body(key), HEADERS)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    except ValueError as error:
        raise HTTPException("an answer that was cut off") from error
    finally:
        connection.close()


def abandoned(address: tuple[str, int], key: str, seconds: float) -> None:
    """Send a batch, and go away after so long, whether an answer has come or not."""
    body = request_body(key)
    head = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **HEADERS}
    lines = ["POST /graphql HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    with socket.create_connection(address, SECONDS_MAX) as connection:
        connection.sendall("\r\n".join(lines).encode() + body)
        time.sleep(seconds)
        # No farewell: the server finds out when it answers.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


HEADERS = {"Content-Type": "application/json"}


def request_body(key: str) -> bytes:
    note = key.partition("/")[0]
    said = {"place": "p-1", "occurred": "2021-06-22", "assessment": "quiet", "forecast": False, "note": note}
    variables = {"events": [{"situationAssessed": said}] * SIZE, "key": key}
    return json.dumps({"query": RECORD, "variables": variables}).encode()
