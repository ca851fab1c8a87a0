"""The socket of a server and the collector of its process."""

import gc
import socket
import subprocess
import sys

from api.cli.serving import listen


def test_an_answer_does_not_wait_until_the_last_is_acknowledged() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_collector_leaves_alone_what_was_made_at_the_start() -> None:
    """In a process of its own, since it holds for all of one. What is made later is collected."""
    script = (
        "import gc; from api.cli.serving import spare_the_collector as spare; gc.disable(); spare();"
        " print(gc.get_freeze_count() > 0, gc.isenabled())"
    )

    before = gc.get_freeze_count()
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "True True"
    assert gc.get_freeze_count() == before
