"""What a request asks: read from a URL or a body, whichever way it is answered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from cross_web import HTTPException
from strawberry.http import GraphQLRequestData
from strawberry.http.parse_content_type import parse_content_type

from api import json_text
from api.graphql.guard.operations import is_subscription
from api.http.caching import CacheableQuery
from api.http.error_response import LEGACY_TYPE

# Wherever the word stands, in a string too: then an answer is only not kept that could be.
_NAMED = re.compile(r"\s*(?:query|mutation|subscription)\s+(?P<name>\w+)", re.ASCII)
_CHANGES = re.compile(r"\b(mutation|subscription)\b")
RESPONSE_TYPE = "application/graphql-response+json"
_JSON_TYPES = frozenset({RESPONSE_TYPE, LEGACY_TYPE})
EVENT_STREAM_TYPE = "text/event-stream"
_STREAM_TYPES = frozenset({EVENT_STREAM_TYPE, "multipart/mixed"})


class Refusal(HTTPException):
    """A request that is no GraphQL request. Answered as JSON with a code, like every other refusal."""

    def __init__(self, status: HTTPStatus, code: str, message: str):
        super().__init__(status.value, message)
        self.code = code


def given_in_url(parameters: Mapping[str, str]) -> dict[str, Any]:
    """The request in the parameters of a URL. There every one is text; those that hold JSON are read here."""
    given: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = read_json(given[name])
    return given


def check_content_type(content_type: str | None) -> None:
    """Raises Refusal for what is not JSON in UTF-8."""
    if content_type == LEGACY_TYPE:
        return
    name, parameters = parse_content_type(content_type or "")
    charset = parameters.get("charset", "utf-8").lower()
    if name != LEGACY_TYPE or charset not in ("utf-8", "utf8"):
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "send the query as JSON, UTF-8, with the header Content-Type: application/json",
        )


def read_json(text: str | bytes) -> Any:
    try:
        return json_text.decode(text)
    except json_text.NotJson as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, "BAD_JSON", str(error)) from None


def request_of(given: Any) -> GraphQLRequestData:
    if not isinstance(given, dict):
        raise _malformed('the body is one JSON object: {"query": "{ log { head } }"}')
    query, variables, extensions, name = (
        given.get(key) for key in ("query", "variables", "extensions", "operationName")
    )
    if not isinstance(query, str) or not query.strip():
        raise _malformed(
            '`query` is missing, or no text: POST {"query": "{ log { head } }"}, or GET ?query={log{head}}'
        )
    for key, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, dict):
            raise _malformed(f"`{key}` must be an object where it is given")
    if name is not None and not isinstance(name, str):
        raise _malformed("`operationName` must be text where it is given")
    return GraphQLRequestData(
        query=query, variables=variables, operation_name=name or None, extensions=extensions, protocol="http"
    )


def _malformed(message: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message)


def agreed_type(accept: str) -> str:
    """The response media type for an Accept header; a client that names neither gets plain JSON."""
    return next(filter(_JSON_TYPES.__contains__, _accepted(accept)), LEGACY_TYPE)


def takes_streams_alone(accept: str) -> bool:
    """Whether an Accept header names a type of stream, and none of JSON."""
    accepted = _accepted(accept)
    return any(name in _STREAM_TYPES for name in accepted) and not any(name in _JSON_TYPES for name in accepted)


def is_streamed(accept: str, asked: GraphQLRequestData) -> bool:
    """Whether the answer is a stream. Who takes JSON as well (urql) gets as JSON what has a single answer."""
    if takes_streams_alone(accept):
        return True
    return EVENT_STREAM_TYPE in _accepted(accept) and is_subscription(asked.query or "", asked.operation_name)


def _accepted(accept: str) -> list[str]:
    return [part.split(";")[0].strip().lower() for part in accept.split(",")]


def prefers_html(accept: str) -> bool:
    """Whether an Accept header names HTML before any JSON, as those of browsers do."""
    ranges = [part.split(";")[0].strip().lower() for part in accept.split(",")]
    chosen = next((name for name in ranges if name in ("text/html", RESPONSE_TYPE, LEGACY_TYPE)), None)
    return chosen == "text/html"


def operation_name(asked: GraphQLRequestData) -> str:
    """What the operation is called; empty where it has no name, or several stand in the document and none is chosen."""
    begun = _NAMED.match(asked.query or "")
    return asked.operation_name or (begun["name"] if begun else "")


def may_change_the_log(asked: GraphQLRequestData) -> bool:
    """Whether the document may have another operation than queries; False means that it has none."""
    return _CHANGES.search(asked.query or "") is not None


@dataclass(frozen=True, slots=True)
class Question:
    """A request that has been read, and what tells its answer apart from others."""

    asked: GraphQLRequestData
    query: CacheableQuery


def question_of(release: str, asked: GraphQLRequestData, accept: str, *, private: bool, reader: str) -> Question:
    """`accept`: the header, all of its lines; `private`, `reader`: who asks, as a CacheableQuery has it."""
    query = CacheableQuery(
        release=release,
        media_type=agreed_type(accept),
        query=asked.query or "",
        variables=asked.variables or {},
        operation_name=asked.operation_name,
        private=private,
        reader=reader,
    )
    return Question(asked, query)


def read_headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Those headers that an answer depends on, each with its lines as one list; the others are left out."""
    read: dict[str, str] = {}
    for name, value in raw:
        if known := _READ.get(name):
            text = value.decode("latin-1")
            read[known] = f"{read[known]},{text}" if known in read else text
    return read


_READ = {name.encode(): name for name in ("accept", "accept-encoding", "content-type", "if-none-match")}
