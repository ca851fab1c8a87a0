"""A whole write transaction on SQLite in one thread of its own: no statement of it waits for the event loop, nor the
loop for it.

Through an asynchronous driver each statement goes to another thread and back several times, which takes longer than
most statements of an append do.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from store.db.driver_errors import committing, connecting, translated

Result = TypeVar("Result")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, Result]]
"""What is done in a transaction."""


class Inline(AsyncConnection):
    """A connection whose methods are finished when they return: nothing in it ever waits for an event loop."""

    def __init__(self, connection: SyncConnection):
        self.sync_connection = connection

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:
        assert self.sync_connection is not None
        return self.sync_connection.execute(statement, parameters, **options)

    async def exec_driver_sql(self, statement: str, parameters: Any = None, execution_options: Any = None) -> Any:
        assert self.sync_connection is not None
        return self.sync_connection.exec_driver_sql(statement, parameters, execution_options)


class WriterThread:
    """Runs one transaction after the other. `engine` connects to a file of SQLite, and its transactions write."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="timeline-writer")

    async def run(self, work: Work[Result]) -> Result:
        """What `work` returns, once its transaction is committed. It may await its connection and nothing else."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._transaction, work)

    def _transaction(self, work: Work[Result]) -> Result:
        with translated():
            with connecting():
                connection = self.engine.connect()
            with connection, connection.begin() as transaction:
                result = _finished(work(Inline(connection)))
                with committing():
                    try:
                        transaction.commit()
                    except BaseException:
                        connection.invalidate()  # it may be in its transaction still, and would take no other
                        raise
                return result

    def close(self) -> None:
        self._executor.shutdown()
        self.engine.dispose()


def _finished(work: Coroutine[Any, Any, Result]) -> Result:
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    work.close()
    raise RuntimeError("a transaction in the thread of the writer awaits nothing but its connection")
