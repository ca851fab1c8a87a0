"""The HTTP response to an answer: one for every way that led to it, so that all give the same headers."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from api.http.caching import NEVER, CacheableQuery, is_any, is_listed
from api.http.compression import mark_encoded
from api.http.encodings import agreed_coding, is_worth_it
from api.http.headers import POSITION_HEADER
from api.http.kept_answers import Answer, KeptAnswers

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


async def answered(
    kept: KeptAnswers, query: CacheableQuery, answer: Answer, *, by_get: bool, known: str, accept_encoding: str
) -> Response:
    """The response to a request: 304 where it was asked by GET and the client has the answer, which `known` names."""
    if by_get and known and (is_any(known) or is_listed(_caching(query, answer)["ETag"], known)):
        return not_modified(_caching(query, answer))
    coding = agreed_coding(accept_encoding) if is_worth_it(answer.body) else None
    response = answer.responses.get((by_get, coding))
    if response is None:
        body = await kept.encoded(query.key, answer, coding) if coding else answer.body
        response = answer.responses[by_get, coding] = _response(query, answer, body, coding, by_get)
    return response


def _response(query: CacheableQuery, answer: Answer, body: bytes, coding: str | None, by_get: bool) -> Response:
    caching = _caching(query, answer) if by_get else NEVER_KEPT
    response = response_of(body, query.media_type, status=HTTPStatus.OK, position=answer.position, caching=caching)
    if coding:
        mark_encoded(response.headers, coding, len(body))
    return response


def _caching(query: CacheableQuery, answer: Answer) -> Mapping[str, str]:
    if answer.caching is None:
        answer.caching = query.headers(answer.pin, answer.head)
    return answer.caching
