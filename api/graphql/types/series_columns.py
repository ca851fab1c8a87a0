"""A series in columns: a row of numbers for each holder and level, and a number in it for each day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from api.graphql.context import Info
from api.graphql.types.column_limits import check_values
from api.graphql.types.column_scalars import SeriesColumns
from api.graphql.types.known_ids import known
from api.graphql.types.place import EditionInput, listing
from domain.control.claims import Held
from domain.history.series import series
from domain.history.status_tally import status_series
from domain.history.tally import in_order
from domain.values.coordinates import Coordinates
from domain.values.terms import FacilityStatus, PlaceKind

T = TypeVar("T")


class Bounds(NamedTuple):
    """So many places certainly, and so many at most, on each day."""

    low: Sequence[int]
    high: Sequence[int]


async def series_columns_of(
    info: Info, days: Sequence[date], at: Coordinates, within: str | None, kind: PlaceKind, edition: EditionInput | None
) -> SeriesColumns:
    reading, inside = info.context.reading, await known(info, at.position, within)
    key = (at, inside, listing(edition)), kind
    points = series(await reading.place_histories.load(key), days)
    statuses = status_series(await reading.place_status_histories.load(key), days)
    held = {row.held for point in points for row in point.rows}
    reported = {row.status for rows in statuses.values() for row in rows}
    check_bounds(len(days), len(held) + len(reported))
    counts = _bounds(held, [[(row.held, row.low, row.high) for row in point.rows] for point in points])
    return SeriesColumns(
        series_columns(days, [point.denominator for point in points], counts, _bounds(reported, statuses.values()))
    )


def series_columns(
    days: Sequence[date],
    denominators: Sequence[int],
    counts: Mapping[Held, Bounds],
    statuses: Mapping[FacilityStatus, Bounds],
) -> dict[str, Any]:
    """The columns, as JSON has their values; rows are in order of holder and level, and those of statuses by name."""
    held, reported = sorted(counts, key=in_order), sorted(statuses)
    return {
        "date": [day.isoformat() for day in days],
        "denominator": denominators,
        "holder": [holder for holder, _ in held],
        "level": [level.value for _, level in held],
        "low": [counts[row].low for row in held],
        "high": [counts[row].high for row in held],
        "statuses": {
            "status": [status.value for status in reported],
            "low": [statuses[status].low for status in reported],
            "high": [statuses[status].high for status in reported],
        },
    }


def check_bounds(days: int, rows: int) -> None:
    """Raises ClientError where there are too many numbers."""
    check_values(days, 2 + 2 * rows, "ask for fewer days, a longer `step`, or `within` a place")


def _bounds(names: Iterable[T], days: Iterable[Iterable[tuple[T, int, int]]]) -> dict[T, Bounds]:
    """From the rows of each day, the bounds of each name on all days: none where it has no row."""
    rows = [{name: (low, high) for name, low, high in rows} for rows in days]
    nothing = 0, 0
    return {name: Bounds(*map(list, zip(*(row.get(name, nothing) for row in rows), strict=True))) for name in names}
