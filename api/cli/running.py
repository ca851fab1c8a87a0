"""What every command does around its work: read the settings, open the database, report errors."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from api.cli.output.console import Exit, err, fail
from api.settings import Settings
from domain.values.problems import Refused
from service.asking.refusals import ClientError
from store.db.connections import Database
from store.db.engines import is_sqlite
from store.db.errors import StoreError
from store.db.limits import STATEMENT_TIMEOUT_S

Answer = TypeVar("Answer")


class NotFound(Exception):
    """The question names something that does not exist, or may mean several things. `details`: the candidates."""

    def __init__(self, message: str, *details: str):
        super().__init__(message)
        self.message, self.details = message, details


def settings(**options: Any) -> Settings:
    """From the environment, and from those options that were given."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        # Values are not repeated: one may be a password.
        fail(
            "the settings cannot be used", Exit.USAGE, *(_setting_problem(problem, given) for problem in error.errors())
        )


def _setting_problem(error: Any, given: dict[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else ""
    reason = str(error.get("ctx", {}).get("error") or error["msg"])
    if not name:
        return reason
    return f"--{name.replace('_', '-')}: {reason}" if name in given else f"TIMELINE_{name.upper()}: {reason}"


@contextmanager
def errors_reported(interrupted: str = "") -> Iterator[None]:
    """End the command on an expected error with one message and an exit code, without a traceback."""
    try:
        yield
    except NotFound as error:
        fail(error.message, Exit.NO, *error.details)
    except ClientError as error:
        fail(error.message, Exit.NO)
    except Refused as refusal:
        fail(str(refusal), Exit.NO)
    except StoreError as error:
        fail(error.message, Exit.DATABASE)
    except BrokenPipeError:
        raise  # not our error: the reader of the output has seen enough (api/cli/lazy_group.py)
    except OSError as error:
        fail(f"{error.filename or 'a file'}: {error.strerror or error}", Exit.NO)
    except KeyboardInterrupt:
        fail(f"interrupted{interrupted}", Exit.INTERRUPTED)


def run(
    work: Callable[[Database], Awaitable[Answer]],
    url: str,
    interrupted: str = "",
    statement_timeout_s: float = STATEMENT_TIMEOUT_S,
) -> Answer:
    """Open the database, do the work and close the database."""
    with errors_reported(interrupted):
        return run_quietly(work, url, statement_timeout_s)
    raise AssertionError("unreachable")


def run_on_all_cores(
    work: Callable[[Database], Awaitable[Answer]],
    url: str,
    interrupted: str = "",
    statement_timeout_s: float = STATEMENT_TIMEOUT_S,
) -> Answer:
    """As `run`, for what may fold many places: other processes help with that."""
    from store.read.fold_pool import FoldPool

    async def helped(db: Database) -> Answer:
        cores = os.cpu_count() or 1
        pool = FoldPool(cores if cores > 1 else 0)
        db.run_long_work_in(pool.run)
        try:
            return await work(db)
        finally:
            await pool.close()

    return run(helped, url, interrupted, statement_timeout_s)


def run_quietly(
    work: Callable[[Database], Awaitable[Answer]], url: str, statement_timeout_s: float = STATEMENT_TIMEOUT_S
) -> Answer:
    """As `run`, for a question in the middle of others: what goes wrong is left to the caller."""

    async def working() -> Answer:
        db = Database.open(url, statement_timeout_s=statement_timeout_s)
        try:
            return await work(db)
        finally:
            await db.close()

    return asyncio.run(working())


def reached(position: int | None, head: int) -> int:
    """The position asked for. Raises NotFound where the log has not come that far."""
    if position is not None and position > head:
        raise NotFound(f"the log ends at position {head}, before {position}: ask for that or less")
    return head if position is None else position


def sqlite_file(url: str) -> Path | None:
    with errors_reported():
        target = Database.open(url).url
    return Path(target.database or "") if is_sqlite(target) else None


def must_exist(url: str) -> None:
    """SQLite would make an empty file, and then miss its tables."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        fail(
            f"there is no database {file}",
            Exit.DATABASE,
            "`timeline import FILE` makes it from your events, `timeline demo` makes one with a sample;",
            "another one is named by --database-url or TIMELINE_DATABASE_URL",
        )


def target(url: str, dry_run: bool, stack: ExitStack) -> tuple[str, bool]:
    """The database to load into, and whether it is a new one; a dry run where there is none yet leaves none behind."""
    file = sqlite_file(url)
    is_new = file is not None and not file.exists()
    if is_new and dry_run:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="timeline-"))
        return f"sqlite:///{folder}/timeline.db", True
    return url, is_new


def print_notices(db: Database) -> None:
    for notice in db.notices:
        err().print(f"Note: {notice}", style="dim")
