"""The log in a real NATS server: every event once and in order, whoever is killed meanwhile."""

import asyncio
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nats
import pytest

from examples import nats_outbox
from tests.support.builders import asserted
from tests.support.cli_runner import Cli
from tests.support.nats_server import PROGRAM, REQUIRED, nats_server
from tests.support.repository import ROOT

pytestmark = pytest.mark.skipif(PROGRAM is None and not REQUIRED, reason="nats-server is not there: Debian has it")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    with nats_server(tmp_path / "jetstream") as address:
        yield address


@pytest.fixture
def log(sample_log: Path) -> Cli:
    return Cli(f"sqlite:///{sample_log}", sample_log.parent)


async def messages(address: str) -> list[dict]:
    """What a consumer of the stream gets, from its beginning."""
    client = await nats.connect(address)
    consumer = await client.jetstream().subscribe(f"{nats_outbox.SUBJECTS}.>", ordered_consumer=True)
    pending = (await client.jetstream().stream_info(nats_outbox.STREAM)).state.messages
    taken = [json.loads((await consumer.next_msg(timeout=5)).data) for _ in range(pending)]
    await client.close()
    return taken


def positions(address: str) -> list[int]:
    return [message["position"] for message in asyncio.run(messages(address))]


def test_what_was_published_and_not_kept_is_not_there_twice(log: Cli, broker: str) -> None:
    """given a batch that was published by a follower that was killed before it kept its place; when it begins anew"""
    lines = [line.encode() for line in log.does("follow", "--once").splitlines()]
    first = asyncio.run(nats_outbox.publish(lines[:400], broker))
    again = asyncio.run(nats_outbox.publish(lines[:500], broker))

    assert (first, again) == (400, 100)
    assert positions(broker) == [*range(1, 501)]


def test_the_server_itself_drops_a_second_message_of_a_position(
    log: Cli, broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given two followers at the same place, of which neither sees what the other has sent"""
    lines = [line.encode() for line in log.does("follow", "--once").splitlines()]
    asyncio.run(nats_outbox.publish(lines[:20], broker))

    async def nothing(stream: object) -> dict:
        return nats_outbox.NOTHING

    monkeypatch.setattr(nats_outbox, "last_event", nothing)

    assert asyncio.run(nats_outbox.publish(lines[:30], broker)) == 10
    assert positions(broker) == [*range(1, 31)]


def test_a_stream_that_does_not_go_on_is_refused(log: Cli, broker: str) -> None:
    """given a stream with a gap before what follows, and one of another log; then nothing is skipped unseen"""
    lines = [line.encode() for line in log.does("follow", "--once").splitlines()]
    asyncio.run(nats_outbox.publish(lines[:5], broker))
    other = json.dumps(json.loads(lines[4]) | {"sha256": "0" * 64}).encode()

    for wrong, why in ((lines[6:], "ends at position 5"), ([other], "another event at position 5")):
        with pytest.raises(ValueError, match=why):
            asyncio.run(nats_outbox.publish(wrong, broker))
    assert positions(broker) == [1, 2, 3, 4, 5]


def test_a_follower_that_is_killed_loses_and_doubles_nothing(
    sample_log: Path, broker: str, process: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    """given a follower of the sample that is killed after a few batches; when it is started again"""
    url = f"sqlite:///{shutil.copy(sample_log, tmp_path / 'timeline.db')}"
    state, log = tmp_path / "sent.json", Cli(url, tmp_path)
    example = sys.executable, str(ROOT / "examples" / "nats_outbox.py"), broker
    words = "follow", "--database-url", url, "--state", str(state), "--batch", "60", "--", *example

    follower = process(*words)
    while not state.exists():
        assert follower.poll() is None, follower.communicate()
    follower.send_signal(signal.SIGKILL)
    follower.wait()
    log.imported(asserted(source="lwj-2021-06-21", id="later"))
    log.does("follow", "--once", "--state", state, "--", *example)

    events = [*range(1, len(log.log()) + 1)]
    assert len(events) > 500
    assert positions(broker) == events
    assert asyncio.run(messages(broker))[-1]["payload"]["id"] == "later"
