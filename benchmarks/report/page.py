"""The table in docs/benchmarks.md, which a whole run renews."""

import re
from pathlib import Path

from benchmarks.report.results import Results

BEGIN, END = "<!-- results -->", "<!-- results end -->"
_BETWEEN = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)


def renew_page(page: Path, results: Results, name: str) -> None:
    """Put the results where the page has its marks. ValueError if it has none."""
    text = page.read_text("utf-8")
    if not _BETWEEN.search(text):
        raise ValueError(f"{page.name} has no {BEGIN} and {END} to put the results between")
    table = f"{BEGIN}\nFrom `benchmarks/results/{name}.json`.\n\n{results.summary()}\n{END}"
    page.write_text(_BETWEEN.sub(lambda _: table, text), "utf-8")
