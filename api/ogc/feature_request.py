"""One request to a resource: its view of the database, its parameters, and how long caches may keep its answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api import json_text, release
from api.errors import report_damage
from api.http.account import account_of
from api.http.authentication import caller_of
from api.http.budgets import CODE as BUDGET_SPENT
from api.http.caching import CacheableQuery, NotModified, is_any, is_listed
from api.http.deadline import in_time
from api.http.error_response import refused
from api.http.headers import POSITION_HEADER
from api.http.open_logs import log_in
from api.http.statuses import status_of_fault
from api.ogc.prices import PAGE
from api.ogc.refusals import Refusal, absent, wrong
from domain.values.problems import Refused
from service.asking.pins import Pin
from service.asking.refusals import ClientError
from service.asking.stored_text import can_be_stored
from store.db.connections import Connection, Database
from store.db.errors import StoreError
from store.read import log
from store.read.log import Head

Json = dict[str, Any]
JSON = "application/json"
GEOJSON = "application/geo+json"
ROOT = "/ogc"
FORMS = ("json", "geojson")
WHEN = ("datetime", "knownOn", "knownAt", "position", "policy", "token")
"""Parameters of every resource. The links of an answer repeat them, so that `/ogc?datetime=2021-06-22` is the landing
page of that day, for clients in which no day can be chosen later.
"""
code_version = cache(release.fingerprint)


@dataclass
class FeatureRequest:
    http: Request
    conn: Connection
    head: Head
    now: datetime
    """By the clock of the server, UTC."""
    headers: dict[str, str] = field(default_factory=dict)

    def parameters(self, *known: str) -> dict[str, str]:
        """Those that were given. Raises Refusal for others, as the standard demands: no misspelt one is ignored."""
        allowed = ("f", *WHEN, *known)
        given: dict[str, str] = {}
        for name, value in self.http.query_params.multi_items():
            if name not in allowed:
                raise wrong(name[:100], f"is no parameter here: take {', '.join(allowed)}")
            if given.get(name, value) != value:
                raise wrong(name, "is given twice, with two values: give one")
            if not can_be_stored(value):
                raise wrong(name, "has a character that is in no text: leave it out")
            given[name] = value
        if given.pop("f", FORMS[0]) not in FORMS:
            raise wrong("f", "is json; there is no other form")
        return given

    def path(self, name: str, what: str) -> str:
        """A part of the path. Raises Refusal where nothing can have this name."""
        value = self.http.path_params[name]
        if not can_be_stored(value):
            raise absent(f"there is no such {what}")
        return value

    def onwards(self, path: str = "") -> str:
        """The address of another resource at the coordinates that were asked for here."""
        return self.url(path, **{name: self.http.query_params.get(name) for name in WHEN})

    def url(self, path: str = "", **query: Any) -> str:
        given = {name: value for name, value in query.items() if value is not None}
        return f"{str(self.http.base_url).rstrip('/')}{ROOT}{path}" + (f"?{urlencode(given)}" if given else "")

    @property
    def time_stamp(self) -> str:
        return f"{self.now:%Y-%m-%dT%H:%M:%SZ}"

    def link(self, rel: str, href: str, title: str, type: str = JSON) -> Json:
        return {"href": href, "rel": rel, "type": type, "title": title}

    def self_link(self, type: str = JSON) -> Json:
        return self.link("self", str(self.http.url), "This document", type)

    def keep(self, pin: Pin, media_type: str = JSON, cost: int = PAGE, **marks: Any) -> None:
        """Say what fixes the answer and what it costs, before it is worked out. `marks`: what it depends on beside its
        address.

        Raises NotModified where the client has it already, and ClientError where he has spent his budget.
        """
        caller = caller_of(self.http)
        query = CacheableQuery(
            release=code_version(),
            media_type=media_type,
            query=str(self.http.url),
            variables=marks,
            operation_name=None,
            private=caller.authorization is not None,
            reader=caller.principal.sees,
        )
        self.headers = query.headers(pin, self.head)
        if is_listed(self.headers["ETag"], self.known):
            raise NotModified(self.headers)
        account_of(self.http.scope).cost = cost
        if budget := self.http.app.state.budgets.of_caller(caller.principal, self.http):
            budget.check()
            budget.charge(cost)

    @property
    def known(self) -> str:
        return ",".join(self.http.headers.getlist("if-none-match"))


@dataclass(frozen=True, slots=True)
class Answer:
    body: Json
    media_type: str = JSON
    position: int | None = None


Resource = Callable[[FeatureRequest], Awaitable[Answer]]


async def respond(http: Request, resource: Resource, now: datetime) -> Response:
    """The answer of a resource, or why there is none."""
    return await _respond(http, resource, now, log_in(http.scope).db)


async def respond_apart(http: Request, resource: Resource, now: datetime) -> Response:
    """The same of one that takes long, where nobody waits for it."""
    worker = log_in(http.scope).worker
    try:
        return await in_time(worker.run(_respond(http, resource, now, worker.db)), http.receive)
    except ClientError as error:
        return refused(HTTPStatus.SERVICE_UNAVAILABLE, error.code, error.message)


async def _respond(http: Request, resource: Resource, now: datetime, db: Database) -> Response:
    """All of it is read in one transaction."""
    try:
        async with db.read() as conn:
            request = FeatureRequest(http, conn, await log.head(conn), now)
            answer = await resource(request)
        if is_any(request.known):
            raise NotModified(request.headers)
    except NotModified as same:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=same.headers)
    except Refusal as refusal:
        return refused(refusal.status, refusal.code, refusal.message)
    except ClientError as error:
        status = HTTPStatus.TOO_MANY_REQUESTS if error.code == BUDGET_SPENT else HTTPStatus.BAD_REQUEST
        return refused(status, error.code, error.message)
    except Refused as refusal:
        return refused(HTTPStatus.BAD_REQUEST, "INVALID", str(refusal))
    except StoreError as error:
        report_damage(error)
        status = status_of_fault(error.code) or HTTPStatus.SERVICE_UNAVAILABLE
        return refused(status, error.code, error.message)
    headers = request.headers | ({} if answer.position is None else {POSITION_HEADER: str(answer.position)})
    return Response(json_text.encode(answer.body), media_type=answer.media_type, headers=headers)
