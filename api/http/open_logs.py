"""The logs that a server answers from, and which of them somebody reads: the one place where that is decided.

The record has every event. Beside it may be logs for audiences, each with exactly the events that these may open
(docs/visibility.md): whoever reads one of them is answered from it alone, whatever is asked and by whichever door.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.types import Scope

from api.http.authentication import caller_in
from api.http.kept_answers import KeptAnswers
from api.http.lane import Lane
from domain.values.access import Principal
from domain.values.terms import Visibility
from service.asking.price_basis import PriceBasis
from service.asking.worker_loop import WorkerLoop
from store.db.connections import Database
from store.db.errors import AudienceNotFilled
from store.read.change_feed import ChangeFeed
from store.read.fold_pool import FoldPool
from store.read.head_watch import HeadWatch
from store.read.kernel.kernel import Kernel
from store.read.standby import StandbyLag


@dataclass(slots=True)
class OpenLog:
    """A log, and everything that answers from it. `folds` may be shared with other logs, nothing else is."""

    db: Database
    folds: FoldPool
    news: ChangeFeed
    heads: HeadWatch
    kernel: Kernel
    worker: WorkerLoop
    prices: PriceBasis
    kept: KeptAnswers
    lane: Lane
    lag: StandbyLag | None = None
    """How far the standby is behind that is read; None: what is read is what is written to."""
    is_whole: bool = True
    """False: it is not known to have all that its audience was given, and nobody is answered from it."""


class OpenLogs:
    """`record` has everything. `audiences`: by visibility, the widest first; empty where everybody reads the record."""

    def __init__(self, record: OpenLog, audiences: Mapping[Visibility, OpenLog]):
        self.record, self.audiences = record, audiences
        self._by_clearance = {clearance: self._for(clearance) for clearance in Visibility}

    def __iter__(self) -> Iterator[OpenLog]:
        return iter((self.record, *self.audiences.values()))

    def is_for_all(self, log: OpenLog) -> bool:
        """Whether it is the log that strangers read."""
        return log is self._by_clearance[Visibility.PUBLIC]

    def read_by(self, principal: Principal) -> OpenLog:
        """The log of somebody. Raises AudienceNotFilled."""
        found = self._by_clearance[principal.clearance]
        if not found.is_whole:
            raise AudienceNotFilled
        return found

    def _for(self, clearance: Visibility) -> OpenLog:
        """Of those that hold nothing but what this clearance may open, the one that holds most."""
        if clearance is Visibility.SEALED or not self.audiences:
            return self.record
        return [log for visibility, log in self.audiences.items() if visibility.is_open_to(clearance)][-1]


def log_in(scope: Scope) -> OpenLog:
    """The log that the sender of a request reads (ASGI), once `Authentication` has found out who that is. Raises
    AudienceNotFilled, for which the application has an answer at every door.
    """
    logs: OpenLogs = scope["app"].state.logs
    return logs.read_by(caller_in(scope).principal)
