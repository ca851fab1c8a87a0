"""The address at which Prometheus asks: everything that was counted, and how things stand."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.metrics_core import GaugeMetricFamily as Gauge
from prometheus_client.registry import Collector

from api.http.error_response import refused
from api.http.metrics import Metrics
from api.http.open_logs import OpenLogs, log_in
from domain.values.terms import Visibility
from service.audience_lag import AudienceLag, audience_lags
from store.db.errors import StoreError
from store.read.head_watch import HeadWatch
from store.read.standby import StandbyLag


class _Now(Collector):
    """How things stand in the process that answers."""

    def __init__(self, head: int | None, behind: int | None, lags: Mapping[Visibility, AudienceLag], logs: OpenLogs):
        self._head, self._behind, self._lags = head, behind, lags
        self._log, self._audiences = logs.record, logs.audiences

    def collect(self) -> Iterator[Metric]:
        kernel, folds, kept = self._log.kernel, self._log.folds, self._log.kept
        yield Gauge("timeline_database_up", "1 where the database answers.", int(self._head is not None))
        if self._head is not None:
            yield Gauge("timeline_log_position", "Position of the last event.", self._head)
            lag = max(0, self._head - kernel.position)
            yield Gauge("timeline_kernel_lag_events", "Events that the columns in memory do not have yet.", lag)
        if self._log.lag:
            yield Gauge("timeline_primary_up", "1 where the primary answers.", int(self._behind is not None))
            if self._behind is not None:
                yield Gauge("timeline_standby_lag_events", "Events that the standby does not have yet.", self._behind)
        yield from self._audience_metrics()
        yield CounterMetricFamily("timeline_folds", "Parts of folds that were handed to other processes.", folds.parts)
        yield Gauge("timeline_folds_waiting_seconds", "Processor time of the folds that wait.", folds.waiting_s)
        yield Gauge("timeline_kept_answers", "Answers that are kept.", len(kept))
        yield Gauge("timeline_kept_answers_bytes", "Memory of the answers that are kept.", kept.bytes)

    def _audience_metrics(self) -> Iterator[Metric]:
        up = Gauge("timeline_audience_up", "1 where an audience is answered from its log.", labels=["audience"])
        events = Gauge("timeline_audience_lag_events", "Events not looked at for an audience.", labels=["audience"])
        seconds = Gauge(
            "timeline_audience_lag_seconds",
            "How long the oldest event waits that an audience could open and has not.",
            labels=["audience"],
        )
        for audience, each in self._audiences.items():
            up.add_metric([audience], int(each.is_whole))
        for audience, lag in self._lags.items():
            events.add_metric([audience], lag.events)
            seconds.add_metric([audience], lag.seconds)
        yield from (metric for metric in (up, events, seconds) if metric.samples)


_WITHHELD = refused(
    HTTPStatus.FORBIDDEN,
    "RECORD_NOT_READ",
    "not everybody may open everything here: send a token that reads the record, `timeline token create prometheus "
    "--scope read --reads SEALED` makes one",
)

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Everything that is counted, and how things stand. It answers also while the database is out of reach.

    What is counted is what everybody did, so that it is not for those who do not read the record.
    """
    counted: Metrics = request.app.state.metrics
    now, log, logs = CollectorRegistry(), log_in(request.scope), request.app.state.logs
    if log is not logs.record:
        return _WITHHELD
    lags = await _lags(logs, request.app.state.clock())
    now.register(_Now(await _head(log.heads), await _behind(log.lag), lags, logs))
    return Response(counted.counted() + generate_latest(now), media_type=CONTENT_TYPE_LATEST)


async def _head(heads: HeadWatch) -> int | None:
    try:
        return (await heads.current()).position
    except StoreError:
        return None


async def _lags(logs: OpenLogs, now: datetime) -> Mapping[Visibility, AudienceLag]:
    if not logs.audiences:
        return {}
    try:
        async with logs.record.db.read() as conn:
            return await audience_lags(conn, {to: each.db for to, each in logs.audiences.items()}, now)
    except StoreError:
        return {}


async def _behind(lag: StandbyLag | None) -> int | None:
    try:
        return await lag.events() if lag else None
    except StoreError:
        return None
