"""Reading commands ask the GraphQL schema, in this process: every door gives one JSON."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Self, TypeVar

from api.cli.output.console import print_json
from api.cli.output.json_value import Json
from api.cli.output.readable import readable
from api.cli.running import errors_reported, must_exist, reached, run, settings
from api.cli.whereabouts import the_place
from store.db.connections import Database
from store.read import log

Answer = TypeVar("Answer")
ALL = 1_000_000_000
"""For `first`, where everything is wanted: more than any list has, and still a 32-bit integer (GraphQL's Int)."""
_DOCUMENTS = Path(__file__).parent / "documents"
_FRAGMENT = re.compile(r"^fragment (\w+) on .+?(?=^fragment|^#|\Z)", re.MULTILINE | re.DOTALL)
_SPREAD = re.compile(r"\.\.\.(\w+)")


@dataclass(frozen=True, slots=True)
class Client:
    """Asks one database; `head` is where its log ended when the command began."""

    db: Database
    head: int

    @classmethod
    async def of_database(cls, db: Database) -> Self:
        async with db.read() as conn:
            return cls(db, (await log.head(conn)).position)

    def position(self, asked: int | None) -> int:
        """The position to answer at. Raises NotFound where the log has not come that far."""
        return reached(asked, self.head)

    async def place(self, text: str | None, position: int) -> str | None:
        """The id of the place that is named, None where none is. Raises NotFound."""
        if text is None:
            return None
        async with self.db.read() as conn:
            return (await the_place(conn, text, position)).id

    async def ask(self, name: str, /, **variables: Any) -> Json:
        """The data of a document. A variable that is None is left out. Raises ClientError, StoreError."""
        from api.graphql import in_process

        text = document(name)
        given = {key: _plain(value) for key, value in variables.items() if value is not None}
        return await in_process.execute(self.db, text, {"all": ALL, **given} if "$all:" in text else given)


def read(url: str | None, question: Callable[[Client], Awaitable[Answer]]) -> Answer:
    """The answer of a database, which must exist."""
    configured = settings(database_url=url)
    must_exist(configured.database_url)

    async def asking(db: Database) -> Answer:
        return await question(await Client.of_database(db))

    return run(asking, configured.database_url)


def answer(
    url: str | None,
    question: Callable[[Client], Awaitable[Json]],
    as_json: bool,
    show: Callable[[Json], None],
    as_csv: bool = False,
) -> None:
    """Ask, and print the answer for programs or for people. `as_csv`: `show` writes what programs read."""
    result = read(url, question)
    with errors_reported():
        if as_json:
            print_json(result)
        else:
            show(result if as_csv else readable(result))


def as_json(variables: Json) -> Json:
    """Coordinates as an answer repeats them: those that are not given are null."""
    return {name: _plain(value) for name, value in variables.items()}


def document(name: str) -> str:
    """The document of that name with every fragment that it spreads, directly or through another."""
    text = (_DOCUMENTS / f"{name}.graphql").read_text("utf-8")
    fragments = {match[1]: match[0] for match in _FRAGMENT.finditer(_fragments("WithParts" in text))}
    waiting, added = [*_SPREAD.findall(text)], dict[str, str]()
    while waiting:
        if (spread := waiting.pop()) not in added:
            added[spread] = fragments[spread]
            waiting += _SPREAD.findall(fragments[spread])
    return "\n".join([text, *added.values()])


def _fragments(with_parts: bool) -> str:
    shared = (_DOCUMENTS / "fragments.graphql").read_text("utf-8")
    return shared + ("".join(map(_with_parts, ("Crossing", "Casualty"))) if with_parts else "")


def _with_parts(kind: str) -> str:
    """A fragment of an incident with its parts, and theirs, as deep as the domain goes: GraphQL has no recursion."""
    from domain.counting.incidents import PARTS_DEEP_MAX

    levels = f"...{kind} parts {{ " * PARTS_DEEP_MAX + f"...{kind}" + " }" * PARTS_DEEP_MAX
    return f"\nfragment {kind}WithParts on {kind}Incident {{ {levels} }}\n"


def _plain(value: Any) -> Any:
    """A variable as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    return value
