"""Settings, from the environment (`TIMELINE_` in front) or from a command's options. The only file that reads them."""

import os
import re
from collections.abc import Iterable
from difflib import get_close_matches
from importlib.util import find_spec
from ipaddress import ip_address
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api import limits
from domain.values.terms import Visibility

PREFIX = "TIMELINE_"
_OF_OTHERS = re.compile(r"TIMELINE_(TEST_.*|DASHBOARD)")
"""What tests and the build of the pages read; everything else with our prefix is a setting, or a mistake."""
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_EMBEDDER = re.compile(rf"\*|https?://(\*\.)?{_NAME}(:\d{{1,5}})?")
"""An origin (RFC 6454), with `*.` for all hosts below a name, or `*`."""
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*/?", re.ASCII)
_ORIGIN = re.compile(rf"\*|https?://({_NAME}|\[[0-9A-Fa-f:.]+\])(:\d{{1,5}})?")
_HOST = re.compile(rf"\*|(\*\.)?{_NAME}|[0-9A-Fa-f:]+")
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


def or_none(url: str) -> str:
    """The same of a database that need not be there; empty where there is none."""
    return with_driver(url) if url else url


def without_end(path: str) -> str:
    """A path prefix as it stands before other paths: with a slash in front and none behind."""
    if not _PREFIX.fullmatch(path):
        raise ValueError("a path prefix is written /timeline, or /maps/timeline")
    return path.removesuffix("/")


class Settings(BaseSettings):
    """What can be set. `TIMELINE_PORT=9000` sets `port`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", use_attribute_docstrings=True, hide_input_in_errors=True
    )

    database_url: Annotated[str, AfterValidator(with_driver)] = "sqlite+aiosqlite:///timeline.db"
    """`sqlite:///FILE` or `postgresql://USER@HOST/NAME`. By default the file timeline.db in the working directory."""
    read_database_url: Annotated[str, AfterValidator(or_none)] = ""
    """A streaming standby of that PostgreSQL, from which answers are read: docs/operating.md. Empty: there is none."""
    public_database_url: Annotated[str, AfterValidator(or_none)] = ""
    """Another database, which gets what everybody may open, and from which everybody is answered who may open no more:
    docs/visibility.md. Empty: everybody reads all of the log.
    """
    partner_database_url: Annotated[str, AfterValidator(or_none)] = ""
    """The same for those whose tokens read up to PARTNER."""
    internal_database_url: Annotated[str, AfterValidator(or_none)] = ""
    """The same for those whose tokens read up to INTERNAL."""
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
    open_writes: bool = False
    """Whether everybody may write who reaches the server, without a token. Only where `TIMELINE_HOST` is loopback."""
    allowed_hosts: str = ""
    """Names that the server answers to: `map.example,*.ngo.example`. Empty: on loopback those of loopback, else any."""
    cors_origins: str = ""
    """Other origins whose pages may ask this server, separated by commas: `https://map.example`."""
    embed_origins: str = ""
    """Sites that may show the map inside their pages, separated by commas: `https://paper.example`; `*`: all sites."""
    cost_per_minute: Annotated[int, Field(ge=0)] = 0
    """What one token, or one address without a token, may spend on queries in a minute, in hundredths of a millisecond
    of processor time: 3000000 is half a processor. 0: no bound.
    """
    metrics: bool = False
    """Whether `/metrics` tells Prometheus what the server does. Keep it from the public in the proxy."""
    traces: bool = False
    """Whether requests are traced by OpenTelemetry, which the extra `traces` brings and `OTEL_` variables configure."""
    body_bytes: Annotated[int, Field(ge=1_024, le=64_000_000)] = limits.BODY_BYTES_MAX
    """The largest body of a request and the largest message over a WebSocket, in bytes."""
    held_bytes: Annotated[int, Field(ge=1_000_000)] = limits.HELD_BYTES_MAX
    """Bytes of bodies and messages of more than 16,000 bytes that may be in memory at one time."""
    request_seconds: Annotated[float, Field(ge=1, le=3_600)] = limits.REQUEST_SECONDS_MAX
    """How long the head of a request may take to come, and then its body."""
    sockets: Annotated[int, Field(ge=10)] = limits.SOCKETS_MAX
    """Connections that may be open at one time."""
    subscriptions: Annotated[int, Field(ge=1)] = limits.SUBSCRIPTIONS_MAX
    """Subscriptions at one time, over SSE and WebSocket together, and WebSockets at one time."""
    log_format: Literal["console", "json"] = "console"
    """`console` for people, `json` for machines."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least that is logged; every request is at `info`."""

    @model_validator(mode="before")
    @classmethod
    def _names_are_known(cls, given: Any) -> Any:
        """A setting whose name is misspelt would be no setting, and nobody would notice."""
        known = {f"{PREFIX}{name}".upper() for name in cls.model_fields}
        set_names = {name for name in os.environ if name.upper().startswith(PREFIX)}
        unknown = sorted(name for name in set_names if name.upper() not in known and not _OF_OTHERS.fullmatch(name))
        if unknown:
            raise ValueError("; ".join(_unknown(name, known) for name in unknown))
        return given

    @model_validator(mode="after")
    def _lists_can_be_read(self) -> Self:
        self.hosts(), self.origins(), self.embedders()
        return self

    @model_validator(mode="after")
    def _every_audience_has_its_own_database(self) -> Self:
        urls = [self.database_url, *self.audiences().values()]
        if len(set(urls)) < len(urls):
            raise ValueError("the record and every audience need a database of their own: name another")
        if len(urls) > 1 and not self.public_database_url:
            raise ValueError("TIMELINE_PUBLIC_DATABASE_URL is missing: without it everybody would read all of the log")
        return self

    @model_validator(mode="after")
    def _only_this_machine_writes_without_a_token(self) -> Self:
        if self.open_writes and not is_loopback(self.host):
            raise ValueError(
                f"TIMELINE_OPEN_WRITES, --open-writes: everybody who reaches {self.host} could write; make tokens with "
                "`timeline token create` and leave it out, or serve on 127.0.0.1"
            )
        if self.open_writes and "*" in (*self.origins(), *self.hosts()):
            raise ValueError("TIMELINE_OPEN_WRITES, --open-writes: with * every page in your browser could write")
        return self

    @model_validator(mode="after")
    def _traces_can_be_made(self) -> Self:
        if self.traces and not find_spec("opentelemetry.exporter"):
            raise ValueError("TIMELINE_TRACES needs the extra `traces`: pip install 'conflict-timeline[traces]'")
        return self

    def audiences(self) -> dict[Visibility, str]:
        """The databases of those who do not read the record, the widest audience first."""
        urls = {
            Visibility.PUBLIC: self.public_database_url,
            Visibility.PARTNER: self.partner_database_url,
            Visibility.INTERNAL: self.internal_database_url,
        }
        return {visibility: url for visibility, url in urls.items() if url}

    def hosts(self) -> list[str]:
        """Names of hosts, in small letters; `*.` for all below a name, `*` for any."""
        return [host.lower() for host in _listed("ALLOWED_HOSTS", self.allowed_hosts, _HOST, "map.example,10.0.0.7")]

    def origins(self) -> list[str]:
        """Other origins whose pages may ask."""
        return _listed("CORS_ORIGINS", self.cors_origins, _ORIGIN, "https://map.example,http://localhost:5173")

    def embedders(self) -> list[str]:
        """Who may show the map inside their pages, as sources of a Content-Security-Policy."""
        return _listed("EMBED_ORIGINS", self.embed_origins, _EMBEDDER, "https://paper.example,https://*.ngo.example")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens at an address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _listed(name: str, text: str, item: re.Pattern[str], example: str) -> list[str]:
    """The items of a setting that is a list; an empty one is a list that was not finished. Raises ValueError."""
    if not text.strip():
        return []
    items = [part.strip().removesuffix("/") for part in text.split(",")]
    if not all(item.fullmatch(part) for part in items):
        raise ValueError(f"{PREFIX}{name} is written {example}, or *")
    return items


def _unknown(name: str, known: Iterable[str]) -> str:
    meant = get_close_matches(name.upper().removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], n=1)
    if name.upper() == f"{PREFIX}WRITE_TOKENS":
        return f"{name} is no longer a setting: `timeline token create NAME --scope append` makes tokens"
    hint = f"did you mean {PREFIX}{meant[0]}?" if meant else "README.md lists them"
    return f"there is no setting {name}: {hint}"
