"""Traces of requests by OpenTelemetry, where the extra `traces` is installed and they are switched on.

Where they go is OpenTelemetry's own to configure: `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_SERVICE_NAME` and the like
(https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). FastAPI makes the spans. As in the
log, what was asked stays out of them: no query string, no message of an exception.
"""

from typing import Any

from fastapi.telemetry import TelemetryConfig

_OFF: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}


def telemetry(is_on: bool, exporter: Any = None) -> TelemetryConfig:
    """For FastAPI, which without this would take whatever the environment configures.

    `exporter`: where the spans go, in place of OTLP over HTTP. The settings have seen that the extra is there.
    """
    if not is_on:
        return _OFF
    return {**_OFF, "tracing": True, "operation_spans": False, "tracer_provider": _provider(exporter)}


def _provider(exporter: Any) -> Any:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    class WithoutQueries(SpanProcessor):
        def on_start(self, span: Any, parent_context: Any = None) -> None:
            if "url.query" in (span.attributes or {}):
                span.set_attribute("url.query", "")

    provider = TracerProvider()
    provider.add_span_processor(WithoutQueries())
    provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
    return provider
