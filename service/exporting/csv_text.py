"""Tables for spreadsheets: RFC 4180, UTF-8."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are fullwidth: a spreadsheet set to Chinese or Japanese takes them for the same
(https://owasp.org/www-community/attacks/CSV_Injection)."""


def csv_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """Lines of a table; None is an empty cell.

    Text that a spreadsheet would take for a formula gets an apostrophe before it: what a source wrote must not be
    carried out on the reader's machine.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
