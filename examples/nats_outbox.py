"""Events to NATS JetStream: what `timeline follow` runs for each batch, with its lines as standard input.

    pip install nats-py
    timeline follow --state sent.json -- python examples/nats_outbox.py nats://127.0.0.1:4222

Every event becomes one message, in the order of the log, under the subject `timeline.events.TYPE`. The position is its
`Nats-Msg-Id`: the server drops a second message with the same id, and ours are not even sent if the stream has them.
"""

import asyncio
import json
import sys
from collections.abc import Iterable
from typing import Any

import nats
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

STREAM, SUBJECTS = "TIMELINE", "timeline.events"
NOTHING = {"position": 0, "sha256": None}


async def publish(lines: Iterable[bytes], address: str) -> int:
    """Publish these lines and return how many were new. The server has acknowledged all of them when this returns.

    Raises ValueError where they do not go on from what the stream has.
    """
    client = await nats.connect(address, allow_reconnect=False)
    try:
        stream = client.jetstream()
        await stream.add_stream(name=STREAM, subjects=[f"{SUBJECTS}.>"])
        last, count = await last_event(stream), 0
        for line in lines:
            event = json.loads(line)
            check(event, last)
            if event["position"] > last["position"]:
                # One after the other: the next is sent when the server has this one.
                headers = {"Nats-Msg-Id": str(event["position"])}
                taken = await stream.publish(f"{SUBJECTS}.{event['type']}", line.rstrip(), headers=headers)
                count, last = count + (not taken.duplicate), event
        return count
    finally:
        await client.close()


async def last_event(stream: JetStreamContext) -> dict[str, Any]:
    """The last that the stream has. The server forgets ids after two minutes, but no message."""
    state = (await stream.stream_info(STREAM)).state
    try:
        message = await stream.get_msg(STREAM, state.last_seq) if state.last_seq else None
    except NotFoundError:
        message = None
    return json.loads(message.data or b"") if message else NOTHING


def check(event: dict[str, Any], last: dict[str, Any]) -> None:
    """Raises ValueError where a message would be missing, and where the stream has been filled from another log."""
    if event["position"] > last["position"] + 1:
        raise ValueError(f"the stream ends at position {last['position']}: follow it from there, with --after")
    if event["position"] == last["position"] and event["sha256"] != last["sha256"]:
        raise ValueError(f"the stream has another event at position {last['position']}: fill a new one")


if __name__ == "__main__":
    try:
        asyncio.run(publish(sys.stdin.buffer, sys.argv[1] if len(sys.argv) > 1 else "nats://127.0.0.1:4222"))
    except ValueError as error:
        sys.exit(str(error))
