"""The start-up path of the container, without one: take the port, wait for the database, migrate, serve."""

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.engine import URL

from tests.support import postgres
from tests.support.cli_runner import Cli
from tests.support.databases import url_text
from tests.support.repository import SAMPLE_FILES
from tests.support.servers import address

Start = Callable[..., subprocess.Popen[str]]


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def ask(server: str, query: str, token: str | None = None) -> Any:
    body = json.dumps({"query": query}).encode()
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(f"{server}/graphql", body, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["data"]


def interrupted(server: subprocess.Popen[str]) -> int:
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=30)
    return server.returncode


@pytest.fixture
def taken_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        yield taken.getsockname()[1]


def test_serve_waits_for_a_database_that_comes_up_late(postgres_server: URL, process: Start) -> None:
    late = postgres_server.set(database=f"late_{uuid4().hex}")
    server = process("serve", "--port", 0, TIMELINE_DATABASE_URL=url_text(late), TIMELINE_DATABASE_WAIT_SECONDS="60")
    time.sleep(1)
    assert server.poll() is None

    postgres.execute(postgres_server, f"CREATE DATABASE {late.database}")
    try:
        assert get(f"{address(server.stderr)}/healthz")["status"] == "ok"
        assert interrupted(server) == 0
    finally:
        postgres.execute(postgres_server, f"DROP DATABASE {late.database} WITH (FORCE)")


def test_serve_makes_and_migrates_the_embedded_database(process: Start) -> None:
    server = process("serve", "--port", 0)

    assert get(f"{address(server.stderr)}/healthz") == {"status": "ok", "head": 0, "projection": 0}
    assert interrupted(server) == 0


def test_serve_gives_up_on_a_database_that_does_not_come(process: Start) -> None:
    server = process(
        "serve",
        "--port",
        0,
        "--database-url",
        "postgresql://nobody@127.0.0.1:1/none",
        TIMELINE_DATABASE_WAIT_SECONDS="0.1",
    )

    _, told = server.communicate(timeout=60)

    assert server.returncode == 3
    reason = "the connection is refused: the database cannot be reached: check that it runs, and its address, name"
    assert told == f"Error: {reason} and password\n"


def test_serve_without_migrating_refuses_old_tables(tmp_path, process: Start) -> None:
    server = process("serve", "--port", 0, "--no-migrate", "--database-url", f"sqlite:///{tmp_path}/empty.db")

    _, told = server.communicate(timeout=60)

    assert server.returncode == 3
    assert told.startswith("Error: the tables are missing or old")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_reported_before_anything_is_done(tmp_path, taken_port: int, command: str) -> None:
    url = f"sqlite:///{tmp_path}/none.db"

    ended = Cli(url, tmp_path)(command, "--port", taken_port, "--database-url", url)

    assert ended.code == 1
    assert f"port {taken_port} on 127.0.0.1 is in use" in ended.err
    assert "--port" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_another_machine_is_reported(sqlite_cli: Cli) -> None:
    ended = sqlite_cli("serve", "--host", "192.0.2.1", "--port", "0")

    assert ended.code == 1
    assert "192.0.2.1 is no address of this machine" in ended.err


@pytest.mark.parametrize(
    ("words", "settings", "hint"),
    [
        (["--host", "0.0.0.0", "--open-writes"], {}, "timeline token create"),
        ([], {"TIMELINE_OPEN_WRITES": "true", "TIMELINE_HOST": "0.0.0.0"}, "timeline token create"),
        (["--open-writes"], {"TIMELINE_CORS_ORIGINS": "*"}, "every page"),
        ([], {"TIMELINE_WRITE_TOKENS": ","}, "timeline token create"),
        ([], {"TIMELINE_CORS_ORIGINS": ","}, "TIMELINE_CORS_ORIGINS is written"),
        ([], {"TIMELINE_ALOWED_HOSTS": "map.example"}, "did you mean TIMELINE_ALLOWED_HOSTS?"),
    ],
)
def test_what_would_leave_a_door_open_does_not_start(
    sqlite_cli: Cli, monkeypatch: pytest.MonkeyPatch, words: list[str], settings: dict[str, str], hint: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    ended = sqlite_cli("serve", "--port", "0", *words)

    assert (ended.code, hint in ended.err) == (2, True), ended.err


def test_the_demo_answers_in_an_empty_home_and_loads_nothing_twice(process: Start) -> None:
    told: list[str] = []
    events = sum(len(file.read_text("utf-8").splitlines()) for file in SAMPLE_FILES)
    for count in (f"{events} events loaded; ", f"0 events loaded, {events} were there already; "):
        server = process("demo", "--port", 0)
        told = []
        where = address(server.stdout, told)
        answer = ask(where, '{ asOf(date: "2021-06-23") { place(id: "af-imam-sahib") { holder { name } certainty } } }')

        assert answer == {"asOf": {"place": {"holder": {"name": "Taliban"}, "certainty": "ESTABLISHED"}}}
        assert told[0].startswith(count)
        assert interrupted(server) == 0
    assert any(line.startswith("Who held Imam Sahib at the end of 2021-06-23?") for line in told)
    assert any(line.startswith("curl -s http://127.0.0.1:") for line in told)


def test_the_demo_prints_where_its_token_is_used_and_nobody_writes_without_it(process: Start) -> None:
    """given the demo, started twice; then the token of the second lets write, and that of the first does not"""
    before = ""
    for _ in range(2):
        told: list[str] = []
        server = process("demo", "--port", 0)
        where = address(server.stdout, told)
        [desk] = [line.strip() for line in told if "/desk#token=" in line]
        token = desk.removeprefix(f"{where}/desk#token=")
        answers = [ask(where, "{ writer { name } }", given) for given in (None, token)]
        assert answers == [{"writer": {"name": None}}, {"writer": {"name": "demo"}}]
        if before:
            with pytest.raises(urllib.error.HTTPError, match="401"):
                ask(where, "{ writer { name } }", before)
        before = token
        assert interrupted(server) == 0


def test_what_the_demo_says_to_try_works_in_a_shell(process: Start, tmp_path) -> None:
    server = process("demo", "--port", 0)
    told: list[str] = []
    address(server.stdout, told)
    [curl] = [line for line in told if line.startswith("curl ")]

    tried = subprocess.run(["bash", "-c", curl], capture_output=True, text=True, timeout=60)

    assert json.loads(tried.stdout)["data"]["asOf"]["place"]["holder"] == {"name": "Taliban"}
