"""Numbers with bounds, in words and as plain bars."""

from api.cli.output.json_value import Json
from service.wording.number_words import range_words

BAR_CHARS = 30


def in_words(count: Json | None) -> str:
    """`134`, `131 or more`, `up to 100`, `280 to 2300`; where there is no number the word that was used."""
    if count is None:
        return "withdrawn"
    low, best, high = count["low"], count["best"], count["high"]
    if low is not None and low == high:
        return str(low)
    bounds = range_words(low, high, thousands="", unknown="")
    if best is not None:
        return f"{bounds}, best {best}" if bounds else f"about {best}"
    return bounds or count["verbatim"] or count["qualifier"].lower()


def largest(counts: list[Json]) -> int:
    """The largest number in any of them: what a bar of full length stands for."""
    return max(
        (n for count in counts for n in (count["low"], count["best"], count["high"]) if n is not None), default=0
    )


def bar(count: Json, most: int) -> str:
    """`#` as far as is certain, `.` as far as it may be, `>` where nobody gave an end."""
    low, best, high = count["low"], count["best"], count["high"]
    sure = next((n for n in (low, best if high is None else None) if n is not None), 0)
    end = _length(sure, most)
    upper = _length(high, most) if high is not None else end
    is_open = high is None and (low is not None or best is not None)
    return "#" * end + "." * (upper - end) + (">" if is_open else "")


def _length(number: int, most: int) -> int:
    """At least one character for any number that is not 0."""
    return 0 if number == 0 else max(1, round(number * BAR_CHARS / most))
