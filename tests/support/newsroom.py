"""A record with logs for the public and for partners, for tests of commands."""

from pathlib import Path

from domain.values.terms import Visibility
from tests.support import postgres
from tests.support.audiences import audiences
from tests.support.cli_runner import Cli


class Newsroom:
    """A record with logs for the public and for partners, written to by commands."""

    def __init__(self, record: str, logs: dict[Visibility, str], folder: Path):
        self.cli, self.record, self.logs = Cli(record, folder), record, logs

    def published(self) -> dict[Visibility, set[str]]:
        """The ids that each audience has, once all is published that may be."""
        found: dict[Visibility, set[str]] = {}

        async def publish() -> None:
            async with audiences(self.record, self.logs) as kept:
                found.update({to: set(await kept.ids(to)) for to in self.logs})

        postgres.apart(publish)
        return found
