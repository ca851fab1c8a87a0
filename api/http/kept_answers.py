"""Answers without errors, kept as bytes: what is asked again is not computed again, and is compressed once.

An answer at positions or tokens never changes, unless a rebuild finds that it was wrong. One that depends on the end
of the log is given again only while the log ends where it ended.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from starlette.responses import Response

from api import limits
from api.http.encodings import compressed
from service.asking.pins import Pin
from store.read.log import Head

_OVERHEAD_BYTES = 3_000
"""What an entry of the map takes beside its bytes: its question, and the heads of responses."""


@dataclass(eq=False, slots=True)
class Answer:
    """The body of an answer, and what fixes it. `head`: the end of the log when it was computed."""

    body: bytes
    position: int
    pin: Pin
    head: Head
    encoded: dict[str, bytes] = field(default_factory=dict)
    """The body in the content codings that somebody has asked for."""
    responses: dict[tuple[bool, str | None], Response] = field(default_factory=dict)
    """Responses that have been sent: to GET or not, in a coding or none. They share their bodies with `encoded`."""
    caching: Mapping[str, str] | None = None
    """The headers that tell caches how long it holds, once they have been asked for."""

    def holds(self, head: Head) -> bool:
        """Whether it is still the answer when the log ends here, and what follows from the log was not mended since."""
        return self.head.rebuilt == head.rebuilt and (self.pin is not Pin.HEAD or self.head == head)

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return _OVERHEAD_BYTES + len(self.body) + sum(map(len, self.encoded.values()))


class KeptAnswers:
    """Those asked for last, as many as fit into a number of bytes. Keys are small: digests of questions."""

    def __init__(self, bytes_max: int = limits.KEPT_BYTES_MAX):
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._bytes_max = bytes_max
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Hashable) -> Answer | None:
        """The answer to a question, which the caller asks whether it still `holds`."""
        answer = self._answers.get(key)
        if answer:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep it in place of an earlier answer to the same question."""
        self._drop(key)
        if answer.size <= min(limits.KEPT_ANSWER_BYTES_MAX, self._bytes_max):
            self._answers[key] = answer
            self.bytes += answer.size
            self._make_room()

    def clear(self) -> None:
        """Keep none of them."""
        self._answers.clear()
        self.bytes = 0

    async def encoded(self, key: Hashable, answer: Answer, coding: str) -> bytes:
        """The body of an answer in a coding, compressed when it is asked for the first time."""
        if coding not in answer.encoded:
            body = await compressed(answer.body, coding)
            if self._answers.get(key) is answer and coding not in answer.encoded:
                self.bytes += len(body)
            answer.encoded[coding] = body
            self._make_room()
        return answer.encoded[coding]

    def _make_room(self) -> None:
        while self.bytes > self._bytes_max:
            self._drop(next(iter(self._answers)))

    def _drop(self, key: Hashable) -> None:
        if answer := self._answers.pop(key, None):
            self.bytes -= answer.size
