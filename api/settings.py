"""Settings, from the environment (`TIMELINE_` in front) or from a command's options. The only file that reads them."""

import re
from importlib.util import find_spec
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_EMBEDDER = re.compile(r"\*|https?://(\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")
"""An origin (RFC 6454), with `*.` for all hosts below a name, or `*`."""
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*/?", re.ASCII)
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


def with_driver(url: str) -> str:
    """The URL with the driver named: people write `sqlite:///` and `postgresql://`, which mean other drivers."""
    scheme, separator, rest = url.partition("://")
    scheme = _DRIVERS.get(scheme, scheme)
    if not separator or scheme not in _DRIVERS.values():
        raise ValueError("a database is given as sqlite:///FILE or as postgresql://USER@HOST/NAME")
    return f"{scheme}://{rest}"


def without_end(path: str) -> str:
    """A path prefix as it stands before other paths: with a slash in front and none behind."""
    if not _PREFIX.fullmatch(path):
        raise ValueError("a path prefix is written /timeline, or /maps/timeline")
    return path.removesuffix("/")


class Settings(BaseSettings):
    """What can be set. `TIMELINE_PORT=9000` sets `port`."""

    model_config = SettingsConfigDict(env_prefix="TIMELINE_", extra="ignore", use_attribute_docstrings=True)

    database_url: Annotated[str, AfterValidator(with_driver)] = "sqlite+aiosqlite:///timeline.db"
    """`sqlite:///FILE` or `postgresql://USER@HOST/NAME`. By default the file timeline.db in the working directory."""
    database_wait_seconds: Annotated[float, Field(ge=0)] = 10
    """How long to wait at the start for a database that does not accept connections yet."""
    host: str = "127.0.0.1"
    """The address to listen on. 127.0.0.1 accepts this machine only; 0.0.0.0 accepts all."""
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    """The port to listen on; 0 takes any that is free."""
    fold_processes: Annotated[int, Field(ge=0, le=64)] = 2
    """How many processes fold the log as it was known or recorded earlier; 0 folds in the server itself."""
    compiled_lane: bool = True
    """Whether the compiled lane answers the questions that it covers, with the same bytes: docs/graphql-lane.md."""
    path_prefix: Annotated[str, AfterValidator(without_end)] = ""
    """Where a proxy has this server, if not at the root of its host: `/timeline`."""
    trusted_proxies: str = ""
    """Proxies whose `X-Forwarded-For` and `-Proto` are believed: addresses or networks, with commas; `*`: all."""
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    """Processes that answer. With more than one, one more writes for them all, and another watches over them."""
    write_tokens: SecretStr = SecretStr("")
    """Who may record, correct and retract: `name:token,name:token`. Empty: all who can reach the server."""
    cors_origins: str = ""
    """Other origins whose pages may ask this server, separated by commas: `https://map.example`."""
    embed_origins: str = ""
    """Sites that may show the map inside their pages, separated by commas: `https://paper.example`; `*`: all sites."""
    metrics: bool = False
    """Whether `/metrics` tells Prometheus what the server does. Keep it from the public in the proxy."""
    traces: bool = False
    """Whether requests are traced by OpenTelemetry, which the extra `traces` brings and `OTEL_` variables configure."""
    log_format: Literal["console", "json"] = "console"
    """`console` for people, `json` for machines."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least that is logged; every request is at `info`."""

    @model_validator(mode="after")
    def _tokens_can_be_read(self) -> Self:
        self.tokens()
        return self

    @model_validator(mode="after")
    def _embedders_can_be_read(self) -> Self:
        self.embedders()
        return self

    @model_validator(mode="after")
    def _traces_can_be_made(self) -> Self:
        if self.traces and not find_spec("opentelemetry.exporter"):
            raise ValueError("TIMELINE_TRACES needs the extra `traces`: pip install 'conflict-timeline[traces]'")
        return self

    def tokens(self) -> dict[str, str]:
        """Write tokens, each with the name of the one who holds it."""
        pairs = [
            pair.strip().partition(":") for pair in self.write_tokens.get_secret_value().split(",") if pair.strip()
        ]
        if any(not (name and token) for name, _, token in pairs):
            raise ValueError("TIMELINE_WRITE_TOKENS is written name:token,name:token")
        return {token: name for name, _, token in pairs}

    def origins(self) -> list[str]:
        return [origin.strip() for origin in self.cors_origins.split(",") if origin.strip()]

    def embedders(self) -> list[str]:
        """Who may show the map inside their pages, as sources of a Content-Security-Policy."""
        origins = [origin.strip().removesuffix("/") for origin in self.embed_origins.split(",") if origin.strip()]
        if any(not _EMBEDDER.fullmatch(origin) for origin in origins):
            raise ValueError("TIMELINE_EMBED_ORIGINS is written https://paper.example,https://*.ngo.example, or *")
        return origins
