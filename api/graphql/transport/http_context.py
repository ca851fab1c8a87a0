"""The context of an operation that came over HTTP, as Strawberry's router for FastAPI wants it."""

from dataclasses import dataclass, field

from strawberry.fastapi import BaseContext

from api.graphql.context import Context
from api.http.open_logs import OpenLog, OpenLogs


@dataclass
class HttpContext(Context, BaseContext):
    """Apart from Context, so that what asks in the same process does not wait for FastAPI."""

    logs: OpenLogs = field(kw_only=True)
    """Of which the caller reads one."""

    def read_from(self, log: OpenLog) -> None:
        """Answer from another log: the caller is known only now."""
        self.db, self.folds, self.news = log.db, log.folds, log.news
        self.worker, self.prices, self.heads = log.worker, log.prices, log.heads

    def __post_init__(self) -> None:
        BaseContext.__init__(self)
