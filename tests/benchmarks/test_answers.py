"""Which answers count as answers."""

from http.client import HTTPMessage

import pytest

from benchmarks.harness.client import Answer


def answer(body: bytes, status: int = 200) -> Answer:
    return Answer(status, body, 1.0, HTTPMessage())


@pytest.mark.parametrize(("status", "body"), [(200, b'{"data":{"log":{"head":1}}}'), (304, b"")])
def test_an_answer_is_no_refusal(status: int, body: bytes) -> None:
    assert answer(body, status).refusal() is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"errors":[{"message":"too much"}],"data":null}',
        b'{"data":{"a":"' + b"x" * 5_000 + b'"},"errors":[{"message":"too much"}]}',
    ],
)
def test_an_answer_with_errors_is_one_whatever_its_status(body: bytes) -> None:
    assert answer(body).refusal() == "too much"
    with pytest.raises(RuntimeError, match="too much"):
        answer(body).data()


def test_a_status_of_failure_is_shown_with_what_came() -> None:
    assert answer(b"try again later", 503).refusal() == "503 try again later"
