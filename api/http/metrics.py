"""`/metrics`: what an operator watches, in the text format of Prometheus (https://prometheus.io/docs/instrumenting/).

Labels have no value that a client could make up without end: of the names of operations the first few hundred count by
themselves.
"""

import os
import re

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from api import limits
from api.http.account import Account

_DOORS = (
    ("graphql", re.compile(r"/graphql")),
    ("ogc", re.compile(r"/ogc(/.*)?")),
    ("health", re.compile(r"/(healthz|metrics)")),
)
_NAME = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)
_COSTS = (10, 100, 1_000, 10_000, 100_000, 500_000)
_SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where processes that answer on one socket keep what they count, each in a file: any of them tells of all."""


def share_in(folder: str) -> None:
    """Let the processes that are started from now on count together."""
    os.environ[_SHARED_FOLDER] = folder


class Metrics:
    """What one application counts, beside what others of the same server do."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "timeline_requests", "Requests.", ("door", "operation", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "timeline_request_seconds", "Seconds to the answer.", ("door",), registry=self._registry
        )
        self._cost = Histogram(
            "timeline_query_cost", "Prices of queries that were priced.", buckets=_COSTS, registry=self._registry
        )
        self._ways = Counter(
            "timeline_graphql_answers", "Answers of GraphQL by how they were found.", ("way",), registry=self._registry
        )
        self._errors = Counter(
            "timeline_graphql_errors",
            "Errors in answers of GraphQL by their codes.",
            ("code",),
            registry=self._registry,
        )
        self._operations: set[str] = set()

    def observe(self, path: str, status: int, seconds: float, account: Account) -> None:
        """Count a request that has been answered."""
        door = next((name for name, paths in _DOORS if paths.fullmatch(path)), "pages")
        self._requests.labels(door, self._operation(account), str(status)).inc()
        self._seconds.labels(door).observe(seconds)
        if account.cost is not None:
            self._cost.observe(account.cost)
        if account.way is not None:
            self._ways.labels(account.way).inc()
        for code in account.codes:
            self._errors.labels(code).inc()

    def _operation(self, account: Account) -> str:
        """The name of an operation as a label."""
        name = account.operation or ""
        if name in self._operations or not name:
            return name
        if len(self._operations) < limits.OPERATION_NAMES_MAX and _NAME.fullmatch(name):
            self._operations.add(name)
            return name
        return "other"

    def counted(self) -> bytes:
        """All that was counted, by all processes that answer."""
        if _SHARED_FOLDER not in os.environ:
            return bytes(generate_latest(self._registry))
        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return bytes(generate_latest(shared))
