"""Traces say that there was a request, how long it took and how it ended; never what was asked."""

from collections.abc import Awaitable, Callable

import pytest
from fastapi import FastAPI
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api import app as application
from api.http import traces
from tests.support.asking import Api

Start = Callable[..., Awaitable[Api]]


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> Callable[[FastAPI], list[ReadableSpan]]:
    """The spans of an application that is started with traces, instead of sending them somewhere."""
    exporter = InMemorySpanExporter()
    monkeypatch.setattr(application, "telemetry", lambda is_on: traces.telemetry(is_on, exporter))

    def finished(app: FastAPI) -> list[ReadableSpan]:
        app._telemetry["tracer_provider"].force_flush()
        return list(exporter.get_finished_spans())

    return finished


async def test_a_request_is_a_span_without_what_was_asked(
    sqlite_url: str, start: Start, exported: Callable[[FastAPI], list[ReadableSpan]]
) -> None:
    api = await start(sqlite_url, traces=True)
    await api.client.get("/graphql", params={"query": "{ log { head secretly } }"})
    await api.client.get("/place/canary-place?known=canary-day")

    spans = exported(api.app)

    assert [span.attributes["url.path"] for span in spans] == ["/graphql", "/place/canary-place"]
    assert all(not span.attributes["url.query"] for span in spans)
    assert "secretly" not in "".join(span.to_json() for span in spans)
    assert "canary-day" not in "".join(span.to_json() for span in spans)


async def test_nothing_is_traced_unless_it_is_asked_for(
    sqlite_url: str, start: Start, exported: Callable[[FastAPI], list[ReadableSpan]]
) -> None:
    api = await start(sqlite_url)
    await api.client.get("/healthz")

    assert api.app._telemetry["tracing"] is False
    assert api.app._telemetry["auto_configure"] is False
