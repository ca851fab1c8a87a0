"""Settings, from the environment (`TIMELINE_` in front) or from a command's options. The only file that reads them."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api import limits

_EMBEDDER = re.compile(r"\*|https?://(\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")
"""An origin (RFC 6454), with `*.` for all hosts below a name, or `*`."""
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
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    """Processes that answer. With more than one, one more writes for them all, and another watches over them."""
    write_tokens: SecretStr = SecretStr("")
    """Who may record, correct and retract: `name:token,name:token`. Empty: all who can reach the server."""
    cors_origins: str = ""
    """Other origins whose pages may ask this server, separated by commas: `https://map.example`."""
    embed_origins: str = ""
    """Sites that may show the map inside their pages, separated by commas: `https://paper.example`; `*`: all sites."""
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

    @model_validator(mode="after")
    def _tokens_can_be_read(self) -> Self:
        self.tokens()
        return self

    @model_validator(mode="after")
    def _embedders_can_be_read(self) -> Self:
        self.embedders()
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
