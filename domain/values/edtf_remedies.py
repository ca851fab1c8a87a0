"""What to write instead of a date that EDTF knows and the log does not take: a season, every one of several days, a
moment with an offset.
"""

import re

_PART_OF_YEAR = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])(?!\d)", re.ASCII)
_WITH_OFFSET = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)\S*?(Z|[+-]\d\d:?\d\d)(?!\d)", re.ASCII)
_MONTHS = {
    **{33 + number: (1 + 3 * number, 3 + 3 * number) for number in range(4)},
    **{37 + number: (1 + 4 * number, 4 + 4 * number) for number in range(3)},
    **{40 + number: (1 + 6 * number, 6 + 6 * number) for number in range(2)},
}
"""EDTF's codes for quarters, thirds and halves of a year, with their first and last month."""


def remedy(text: str) -> str | None:
    """One sentence on what to write; None where EDTF does not know it either."""
    if "{" in text:
        return "{...} is every one of these days: record an event for each, or write a/b for a run of days"
    if moment := _WITH_OFFSET.search(text):
        return f"dates here are in the local civil time of the place: write {moment[1]}, without {moment[2]}"
    if not (part := _PART_OF_YEAR.search(text)):
        return None
    year, code = part[1], int(part[2])
    if code in _MONTHS:
        first, last = _MONTHS[code]
        return f"{part[0]} is a part of a year: write its months, {year}-{first:02}/{year}-{last:02}"
    return (
        f"{part[0]} is a season, which is not the same months everywhere: write the months that are meant, "
        f"as in {year}-06/{year}-08"
    )
