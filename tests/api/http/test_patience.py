"""Who takes nothing of an answer is cut off; who takes little by little is not."""

from typing import Any

import pytest

from api import limits
from api.http.sockets.patience import Patience

SECONDS = 10


class Wire:
    """A connection, and its own transport."""

    def __init__(self) -> None:
        self.transport: Any = self
        self.unsent, self.drained, self.wanted = 0, 0, None
        self.ended = ""

    def awaited(self) -> Any:
        return self.wanted

    def get_write_buffer_size(self) -> int:
        return self.unsent

    def is_closing(self) -> bool:
        return bool(self.ended)

    def give_up(self) -> None:
        self.ended = "given up"

    def abort(self) -> None:
        self.ended = "aborted"


@pytest.fixture
def wire() -> Wire:
    return Wire()


def looked_after(wire: Wire, seconds: int, each_second: Any = lambda now: None) -> str:
    """How it ended, if it did."""
    patience = Patience({wire}, SECONDS)  # type: ignore[arg-type]
    for now in range(seconds):
        each_second(now)
        patience.sweep(now, SECONDS)
    return wire.ended


def test_who_takes_nothing_is_cut_off(wire: Wire) -> None:
    wire.unsent = 1

    assert looked_after(wire, limits.UNTAKEN_SECONDS_MAX) == ""
    assert looked_after(wire, limits.UNTAKEN_SECONDS_MAX + 2) == "aborted"


def test_who_takes_a_byte_now_and_then_is_cut_off_though_more_is_written(wire: Wire) -> None:
    def drip(now: int) -> None:
        wire.unsent = 500_000 - now if now % 2 else 510_000

    assert looked_after(wire, limits.UNTAKEN_SECONDS_MAX + 2, drip) == "aborted"


@pytest.mark.parametrize("way", ["slowly", "as it comes", "at once"])
def test_who_takes_what_there_is_goes_on(wire: Wire, way: str) -> None:
    def take(now: int) -> None:
        if way == "slowly":
            wire.unsent = 1_000_000 - 1_000 * now
        elif way == "as it comes":
            wire.unsent, wire.drained = 60_000, now
        else:
            wire.unsent = 70_000 if now % 3 else 0

    assert looked_after(wire, 300, take) == ""


def test_what_does_not_come_is_waited_for_so_long_and_what_comes_begins_anew(wire: Wire) -> None:
    wire.wanted = "head"
    assert looked_after(wire, SECONDS) == ""
    assert looked_after(wire, 300, lambda now: setattr(wire, "wanted", now // 9)) == ""
    assert looked_after(wire, 300, lambda now: setattr(wire, "wanted", None)) == ""
    wire.wanted = "head"
    assert looked_after(wire, SECONDS + 1) == "given up"
