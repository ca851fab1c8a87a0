"""`/metrics`: what an operator watches, in the text format of Prometheus (https://prometheus.io/docs/instrumenting/).

Labels have no value that a client could make up without end: of the names of operations the first few hundred count by
themselves.
"""

import os
import re
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.metrics_core import GaugeMetricFamily as Gauge
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api import limits
from api.http.account import Account
from store.db.errors import StoreError
from store.read.head_watch import HeadWatch
from store.read.standby import StandbyLag

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


class _Now(Collector):
    """How things stand in the process that answers."""

    def __init__(self, head: int | None, behind: int | None, state: Any):
        self._head, self._behind, self._state = head, behind, state

    def collect(self) -> Iterator[Metric]:
        kernel, folds, kept = self._state.kernel, self._state.folds, self._state.kept
        yield Gauge("timeline_database_up", "1 where the database answers.", int(self._head is not None))
        if self._head is not None:
            yield Gauge("timeline_log_position", "Position of the last event.", self._head)
            lag = max(0, self._head - kernel.position)
            yield Gauge("timeline_kernel_lag_events", "Events that the columns in memory do not have yet.", lag)
        if self._state.lag:
            yield Gauge("timeline_primary_up", "1 where the primary answers.", int(self._behind is not None))
            if self._behind is not None:
                yield Gauge("timeline_standby_lag_events", "Events that the standby does not have yet.", self._behind)
        yield CounterMetricFamily("timeline_folds", "Parts of folds that were handed to other processes.", folds.parts)
        yield Gauge("timeline_folds_waiting_seconds", "Processor time of the folds that wait.", folds.waiting_s)
        yield Gauge("timeline_kept_answers", "Answers that are kept.", len(kept))
        yield Gauge("timeline_kept_answers_bytes", "Memory of the answers that are kept.", kept.bytes)


router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Everything that is counted, and how things stand. It answers also while the database is out of reach."""
    state: Any = request.app.state
    now = CollectorRegistry()
    now.register(_Now(await _head(state.heads), await _behind(state.lag), state))
    return Response(state.metrics.counted() + generate_latest(now), media_type=CONTENT_TYPE_LATEST)


async def _head(heads: HeadWatch) -> int | None:
    try:
        return (await heads.current()).position
    except StoreError:
        return None


async def _behind(lag: StandbyLag | None) -> int | None:
    try:
        return await lag.events() if lag else None
    except StoreError:
        return None
