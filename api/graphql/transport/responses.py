"""The HTTP response to an answer: one for every way that led to it, so that all give the same headers."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import Response

from api.graphql.transport.answers import Answer, KeptAnswers
from api.http.caching import NEVER, CacheableQuery, is_any, is_listed
from api.http.compression import asked_coding, mark_encoded
from api.http.encodings import is_worth_it
from api.http.headers import POSITION_HEADER

NEVER_KEPT = {"Cache-Control": NEVER}
"""For answers to POST, and for those with errors."""


def response_of(
    body: bytes, media_type: str, *, status: int, position: int | None, caching: Mapping[str, str] = NEVER_KEPT
) -> Response:
    """A response in one of the two media types of GraphQL."""
    response = Response(body, status_code=status, media_type=f"{media_type}; charset=utf-8")
    if position is not None:
        response.headers[POSITION_HEADER] = str(position)
    for name, value in caching.items():
        response.headers[name] = value
    return response


def not_modified(caching: Mapping[str, str]) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=dict(caching))


def known_tags(headers: Headers) -> str:
    """What a client has already: all of If-None-Match."""
    return ",".join(headers.getlist("if-none-match"))


async def answered(kept: KeptAnswers, query: CacheableQuery, answer: Answer, method: str, headers: Headers) -> Response:
    """The response to a request with these headers: 304 where it was asked by GET and the client has the answer."""
    caching: Mapping[str, str] = NEVER_KEPT
    if method == "GET":
        caching, known = query.headers(answer.pin, answer.head), known_tags(headers)
        if known and (is_any(known) or is_listed(caching["ETag"], known)):
            return not_modified(caching)
    coding = asked_coding(headers) if is_worth_it(answer.body) else None
    body = await kept.encoded(query.key, answer, coding) if coding else answer.body
    response = response_of(body, query.media_type, status=HTTPStatus.OK, position=answer.position, caching=caching)
    if coding:
        mark_encoded(response.headers, coding, len(body))
    return response
