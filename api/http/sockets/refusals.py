"""Answers that are written to a socket without a request having been read."""

from http import HTTPStatus

from api import json_text


def raw_refusal(status: HTTPStatus, code: str, message: str) -> bytes:
    """A whole response, after which the connection is closed. Its body is that of error_response.py."""
    body = json_text.encode({"code": code, "description": message})
    head = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        "content-type: application/json",
        f"content-length: {len(body)}",
        "cache-control: no-store",
        *(["retry-after: 1"] if status == HTTPStatus.TOO_MANY_REQUESTS else []),
        "connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


FULL = raw_refusal(
    HTTPStatus.TOO_MANY_REQUESTS,
    "TOO_MANY_CONNECTIONS",
    "as many connections are open as this server takes: try again in a moment, and keep fewer open",
)
TOO_SLOW = raw_refusal(
    HTTPStatus.REQUEST_TIMEOUT, "REQUEST_TOO_SLOW", "the request did not come to its end in time: send it again"
)
HEAD_TOO_LARGE = raw_refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    "HEADERS_TOO_LARGE",
    "the headers are too large, or too much comes around the body: leave out what is not needed",
)
