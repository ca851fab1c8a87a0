"""The coordinates of a page, from the query part of its address."""

import re
from dataclasses import dataclass

from fastapi import Request

from api.pages.asked import PageRefusal
from domain.values.terms import Policy

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""Whether there is such a day, the schema says."""


@dataclass(frozen=True)
class PageCoordinates:
    """Days as they stand in the address; `date` null: the last day that the log knows."""

    date: str | None
    known: str | None
    position: int | None
    policy: str

    @classmethod
    def from_request(cls, request: Request) -> "PageCoordinates":
        """Raises PageRefusal where a value cannot be read: an answer for another day would be worse than none."""
        given = request.query_params
        policy = given.get("policy") or Policy.AGAINST_INTEREST
        if policy not in list(Policy):
            raise _unread("policy", policy, ", ".join(Policy))
        return cls(_day(request, "date"), _day(request, "known"), position_in(request, "position"), str(policy))

    def asdict(self) -> dict[str, str | int | None]:
        """What an address repeats of it; the usual policy is left out."""
        policy = None if self.policy == Policy.AGAINST_INTEREST else self.policy
        return {"date": self.date, "known": self.known, "position": self.position, "policy": policy}


def _day(request: Request, name: str) -> str | None:
    text = request.query_params.get(name) or None
    if text is None:
        return None
    if not _DAY.fullmatch(text):
        raise _unread(name, text, "a day such as 2021-06-22")
    return text


def position_in(request: Request, name: str) -> int | None:
    """The position of the log in a parameter of the address; None where it has none. Raises PageRefusal."""
    text = request.query_params.get(name) or None
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise _unread(name, text, "a position, such as 549")
    return int(text)


def _unread(name: str, text: str, wanted: str) -> PageRefusal:
    return PageRefusal(400, "BAD_USER_INPUT", f"{name}={text[:60]} cannot be read: give {wanted}")
