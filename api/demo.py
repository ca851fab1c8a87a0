"""The demo: the sample of Afghanistan in 2021, and its first question, asked as of three days of knowledge."""

from datetime import date
from pathlib import Path

from service.importing.loading import File

DATABASE_FILE = "demo.db"
"""In the working directory, where it is seen and can be thrown away; never a database with a user's own events."""
WRITER = "demo"
"""The name of the token by which one writes to it."""
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
