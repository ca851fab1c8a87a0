"""Everything that the goals are measured on. It is made when it is first asked for, and ended with the block."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import questions
from benchmarks.harness.client import Client
from benchmarks.harness.data import ENVIRONMENT, Data, timeline
from benchmarks.harness.options import DENSE_EVENTS, DENSE_PLACES, GOAL_EVENTS, GOAL_PLACES, WIDE_PLACES, Options
from benchmarks.harness.postgres import Cluster, cluster
from benchmarks.harness.progress import say
from benchmarks.harness.server import Command, Server
from benchmarks.peers.tables import load_tables
from benchmarks.seeded_war.war import War
from tests.support import node

PEERS = Path(__file__).resolve().parents[1] / "peers"


class Stage:
    """Servers of ours and of peers, over a log of the usual size and over a wide one with many places."""

    def __init__(self, options: Options, folder: Path, ending: ExitStack) -> None:
        self.options, self.folder, self._ending = options, folder, ending
        self.servers: list[Server] = []

    @property
    def has_goals(self) -> bool:
        """Whether the usual log is of the size for which bounds without a peer are set."""
        return (self.options.events, self.options.places) == (GOAL_EVENTS, GOAL_PLACES)

    @property
    def has_wide_goals(self) -> bool:
        return self.options.wide_places == WIDE_PLACES

    @cached_property
    def data(self) -> Data:
        return Data(War(self.options.events, self.options.places), self.folder / "usual")

    @cached_property
    def wide(self) -> Data:
        return Data(War(self.options.wide_events, self.options.wide_places), self.folder / "wide")

    @cached_property
    def dense(self) -> Data:
        """Smaller where the usual log is smaller than usual."""
        events = DENSE_EVENTS * min(self.options.events, GOAL_EVENTS) // GOAL_EVENTS
        return Data(War(events, DENSE_PLACES), self.folder / "dense")

    @cached_property
    def large(self) -> Data:
        return Data(War(self.options.large_events, self.options.places), self.folder / "large")

    @cached_property
    def cluster(self) -> Cluster:
        return self._ending.enter_context(cluster())

    @cached_property
    def ours(self) -> Server:
        return self._settled("ours, SQLite", self.data.sqlite_url)

    @cached_property
    def ours_on_postgres(self) -> Server:
        return self._settled("ours, PostgreSQL", self.data.postgres_url(self.cluster))

    @cached_property
    def ours_wide(self) -> Server:
        return self._settled("ours, SQLite, wide", self.wide.sqlite_url)

    @cached_property
    def ours_dense(self) -> Server:
        return self._settled("ours, SQLite, dense", self.dense.sqlite_url)

    @cached_property
    def ours_large(self) -> Server:
        return self._settled("ours, SQLite, large", self.large.sqlite_url)

    @cached_property
    def mercurius(self) -> Server:
        node.install(PEERS)
        arguments = [str(self.data.holdings)]
        return self._start("Mercurius + graphql-jit", lambda port: _node("mercurius.mjs", port, *arguments))

    @cached_property
    def postgraphile(self) -> Server:
        node.install(PEERS)
        address, database = self._peer_tables, self.cluster.pids
        return self._start("PostGraphile", lambda port: _node("postgraphile.mjs", port, address), database)

    @cached_property
    def plain(self) -> Server:
        return self._plain("FastAPI, asyncpg + orjson", self._peer_tables)

    @cached_property
    def plain_wide(self) -> Server:
        return self._plain("FastAPI, asyncpg + orjson, wide", self._tables(self.wide))

    def serve(self, name: str, url: str, *options: str) -> Server:
        """`timeline serve` of a database, until the end of the run or until it is stopped."""
        database = [] if url.startswith("sqlite") else self.cluster.pids
        command = timeline("serve", "--database-url", url, *options)
        return self._start(name, lambda port: [*command, "--port", str(port)], database, "/healthz")

    def _settled(self, name: str, url: str) -> Server:
        """A server of ours that has read its log: its columns are measured, and not the statements before them."""
        server = self.serve(name, url)
        server.wait_until_idle()
        return server

    @cached_property
    def _peer_tables(self) -> str:
        return self._tables(self.data)

    def _tables(self, data: Data) -> str:
        address = self.cluster.create("peers")
        load_tables(address, data.holdings)
        return address

    def _plain(self, name: str, address: str) -> Server:
        file = self.folder / "static.json"
        if not file.exists():
            file.write_bytes(questions.as_of()(Client(self.ours.port), 0).body)
        module = [sys.executable, "-m", "benchmarks.peers.plain"]
        return self._start(name, lambda port: [*module, str(port), address, str(file)], self.cluster.pids)

    def _start(self, name: str, command: Command, database: Sequence[int] = (), ready: str = "/") -> Server:
        say(f"starting {name}")
        log = self.folder / f"server-{len(self.servers)}.log"
        server = Server(name, command, log, ready=ready, environment=ENVIRONMENT, database=database)
        self._ending.callback(server.stop)
        self.servers.append(server)
        return server


def _node(script: str, port: int, *arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("node")), str(PEERS / script), str(port), *arguments]


@contextmanager
def stage(options: Options) -> Iterator[Stage]:
    with TemporaryDirectory(prefix="timeline-bench-") as folder, ExitStack() as ending:
        yield Stage(options, Path(folder), ending)
