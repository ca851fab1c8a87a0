"""Which districts a gazetteer lacks, so that what lies in them was laid higher: named, for a person to decide."""

from collections import Counter

from importers import limits
from importers.datasets.row_places import DISTRICT_UNKNOWN


def laid_higher_notes(names: Counter[str]) -> list[str]:
    """A note with the names, the most frequent first, each with its number of rows; none where there are none."""
    if not names:
        return []
    shown = ", ".join(f"{name!r} ({count:,})" for name, count in names.most_common(limits.NOTES_SHOWN_MAX))
    more = len(names) - limits.NOTES_SHOWN_MAX
    rest = f" and {more:,} more" if more > 0 else ""
    laid = f"{DISTRICT_UNKNOWN}: laid into their provinces, since no district there has the name: {shown}{rest}"
    decide = "where one is on record under another name, timeline resolve NAME --is ID keeps that"
    return [f"{laid}; {decide}, and the next import moves its towns"]
