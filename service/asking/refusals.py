"""Refusals of questions that cannot be answered as asked."""


class ClientError(Exception):
    """`code` is stable; the message says what to do. `position`: the one that it is about, where it is about one."""

    position: int | None = None

    def __init__(self, code: str, message: str):
        self.code, self.message = code, message
        super().__init__(message)


def bad_input(message: str) -> ClientError:
    return ClientError("BAD_USER_INPUT", message)
