"""Who may do what: the scopes of tokens, and the least scope that each act needs. The one table of rights."""

from dataclasses import dataclass
from enum import StrEnum

from domain.values.terms import Visibility


class Scope(StrEnum):
    """What a token is good for. Each scope allows everything that the ones above it allow."""

    READ = "read"
    APPEND = "append"
    CURATE = "curate"
    ADMIN = "admin"


class Act(StrEnum):
    """What somebody may be allowed to do. Everything else is open to all who can reach the server."""

    SEE_MOMENTS = "see when exactly events were recorded"
    RECORD = "record events"
    AMEND = "correct, retract, describe places anew or say what is erased"
    SEE_WRITERS = "see who recorded events"


LEAST_SCOPE = {
    Act.SEE_MOMENTS: Scope.READ,
    Act.RECORD: Scope.APPEND,
    Act.AMEND: Scope.CURATE,
    Act.SEE_WRITERS: Scope.CURATE,
}
_RANK = {scope: rank for rank, scope in enumerate(Scope)}


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who asks or writes. `name` is the `recordedBy` of what is recorded; no scope: nobody that is known.

    `reads`: up to which visibility they may open events, if they do not write.
    """

    name: str
    scope: Scope | None = None
    reads: Visibility = Visibility.PUBLIC

    @property
    def sees(self) -> str:
        """What tells apart those to whom the same question can have another answer."""
        return f"{self.scope} {self.clearance}"

    @property
    def clearance(self) -> Visibility:
        """Who writes reads all that is on record: what is written is checked against it."""
        return Visibility.SEALED if self.may(Act.RECORD) else self.reads

    def may(self, act: Act) -> bool:
        return self.scope is not None and _RANK[self.scope] >= _RANK[LEAST_SCOPE[act]]


ANONYMOUS = Principal("anonymous")
EVERYBODY = Principal("anonymous", Scope.ADMIN)
"""Whoever reaches a server that is open in so many words, and the operator, who has the database."""
WITHHELD = "-"
"""The name that is shown to those who may not see who recorded an event."""
RESERVED_NAMES = frozenset({ANONYMOUS.name, WITHHELD})
