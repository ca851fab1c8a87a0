"""What cannot be answered, as the standard has it: a status, a code and a description (17-069r4, section 7.5.1)."""

from http import HTTPStatus


class Refusal(Exception):
    """`code` is stable; the message says what to do."""

    def __init__(self, status: HTTPStatus, code: str, message: str):
        self.status, self.code, self.message = status, code, message
        super().__init__(message)


def wrong(parameter: str, what: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, "BAD_PARAMETER", f"`{parameter}` {what}")


def absent(what: str) -> Refusal:
    return Refusal(HTTPStatus.NOT_FOUND, "NOT_FOUND", what)
