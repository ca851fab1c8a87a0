"""What an answer hangs on, found out while it is computed: whoever looks at the end of the log leaves a mark here.

So nobody keeps a list of the fields that may change, and no new field can be forgotten on it.
"""

from enum import IntEnum


class Pin(IntEnum):
    """What fixes an answer, the firmest first."""

    TOKEN = 1
    """Coordinates, and the version of the rules of resolution: a token names both."""
    POSITION = 2
    """Coordinates. The rules are those of the server that is asked."""
    HEAD = 3
    """Nothing: it looks at the end of the log, and the next event may change it."""


class Pins:
    """The loosest thing that one answer hangs on, and the furthest position that it was asked for."""

    def __init__(self) -> None:
        self.furthest = 0
        self._loosest: Pin | None = None

    @property
    def loosest(self) -> Pin:
        """An answer that asked for nothing is not known to be fixed."""
        return self._loosest or Pin.HEAD

    def add(self, pin: Pin, position: int = 0) -> None:
        self._loosest = max(pin, self._loosest or pin)
        self.furthest = max(position, self.furthest)
