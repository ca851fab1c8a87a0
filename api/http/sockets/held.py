"""Bytes of requests that are in memory and not answered yet, counted over all connections."""

from collections.abc import Hashable

from api import limits


class HeldBytes:
    """Small requests are always taken: there are no more of them than sockets. The others share a number of bytes, so
    that who sends many large ones, and slowly, leaves those alone who ask a question.
    """

    def __init__(self, most: int):
        self._most = most
        self._by_holder: dict[Hashable, int] = {}
        self.total = 0
        """Of those that are not small."""

    def hold(self, holder: Hashable, size: int) -> bool:
        """Count what a request or a connection holds now, in place of what it held before; False: there is no room."""
        before, now = self._by_holder.get(holder, 0), size if size > limits.SMALL_BODY_BYTES_MAX else 0
        if now > before and self.total + now - before > self._most:
            return False
        self.total += now - before
        if now:
            self._by_holder[holder] = now
        else:
            self._by_holder.pop(holder, None)
        return True

    def let_go(self, holder: Hashable) -> None:
        """It holds nothing any more."""
        self.total -= self._by_holder.pop(holder, 0)
