"""The demo: the sample of Afghanistan in 2021, and the question that it begins with, asked at three moments."""

from datetime import date
from pathlib import Path

from api import telling
from domain.values.coordinates import Coordinates
from service.importing.loading import File
from store.db.connections import Database
from store.read import log, places

DATABASE_FILE = "demo.db"
"""In the working directory, where it is seen and can be thrown away; never a database with a user's own events."""
PLACE = "af-imam-sahib"
DAY = date(2021, 6, 23)
KNOWN_ON = (None, date(2021, 6, 22), date(2021, 6, 20))

# Beside this package, in a checkout as in a wheel. Not imported: another module may be called sample.
_SAMPLE = Path(__file__).parent.parent / "sample"


def files() -> list[File]:
    """The sample, in the order of its names: every reference points backwards."""
    return [File.at(path, path.name) for path in sorted((_SAMPLE / "afghanistan-2021").glob("*.jsonl"))]


def query() -> str:
    """The first of the questions that README and landing page show too."""
    return (_SAMPLE / "queries" / "1-who-held.graphql").read_text("utf-8")


async def answers(db: Database) -> list[telling.Json]:
    """Who held Imam Sahib on 23 June 2021: with all that is known, and as known before."""
    async with db.read() as conn:
        position = (await log.head(conn)).position
        row = (await places.places_by_ids(conn, [PLACE], position=position))[PLACE]
        return [await telling.state_of(conn, Coordinates(DAY, known, position), row) for known in KNOWN_ON]
