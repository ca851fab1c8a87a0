"""The socket of a server and the collector of its process."""

import os
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
    script = """
import gc
from api.cli.collector import nothing_collected

with nothing_collected():
    from api.cli.serving import spare_the_collector

    print(gc.isenabled())
spare_the_collector()
print(gc.get_freeze_count() > 0, gc.isenabled())
"""

    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert printed.split() == ["False", "True", "True"]


def test_a_program_that_calls_a_command_again_keeps_none_of_its_garbage() -> None:
    """Given a program that calls commands itself, when it calls one again, then nothing more is kept from the collector
    than what was imported for the first time.
    """
    program = """
import gc
from typer.testing import CliRunner
from api.cli import app

def call():
    assert CliRunner().invoke(app, ["schema", "--help"]).exit_code == 0

call()
kept = gc.get_freeze_count()
garbage = [[] for _ in range(100_000)]
call()
print(kept > 0, gc.get_freeze_count() <= kept)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True"]


def test_serving_imports_nothing_that_only_some_servers_need(sqlite_url: str) -> None:
    """Given a database at the newest revision, when it is served without metrics, then what is for changing its tables,
    for pages and for metrics is not imported: every start would wait for it.
    """
    program = """
import asyncio, sys
import api.cli.commands.serve
from api.app import create_app
from api.http.sockets.server import http_protocol
from api.settings import Settings

async def start():
    app = create_app(Settings())
    async with app.router.lifespan_context(app):
        http_protocol()

asyncio.run(start())
print(*sorted({"alembic", "jinja2", "prometheus_client", "pydantic.v1", "h11"} & {*sys.modules}))
"""
    environment = {**os.environ, "TIMELINE_DATABASE_URL": sqlite_url}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)

    assert done.stdout.splitlines()[-1] == ""
