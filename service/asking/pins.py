"""What an answer depends on, found out while it is computed: every look at the end of the log is noted here.

So there is no list of the fields whose answers may change, on which a new field could be forgotten.
"""

from enum import IntEnum


class Pin(IntEnum):
    """What fixes an answer, the firmest first. An answer is as firm as its least firm part."""

    TOKEN = 1
    """Coordinates, and the version of the rules of resolution: a token names both."""
    POSITION = 2
    """Coordinates. The rules are those of the server that is asked."""
    HEAD = 3
    """Nothing: the answer depends on the end of the log, and the next event may change it."""
    CALLER = 4
    """Nothing, and it is nobody else's: the answer depends on who asks."""


class Pins:
    """The least firm thing that an answer depends on, and the furthest position that was asked for."""

    def __init__(self) -> None:
        self.furthest = 0
        self._loosest: Pin | None = None

    @property
    def loosest(self) -> Pin:
        """HEAD where nothing was asked for: such an answer is not known to be fixed."""
        return self._loosest or Pin.HEAD

    def add(self, pin: Pin, position: int = 0) -> None:
        self._loosest = max(pin, self._loosest or pin)
        self.furthest = max(position, self.furthest)
