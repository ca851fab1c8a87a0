"""UCDP's Georeferenced Event Dataset, as UCDP and HDX serve it (CSV). Codebook: Sundberg and Melander 2013.

Each row becomes its deaths (low, best, high), the best estimate by side as parts of them (deaths_a, deaths_b,
deaths_civilians, deaths_unknown), and a clash where two armed sides met. An edition is a whole release:
`known_at` is the day on which it came out, since the rows do not say.
"""

from importers.datasets.known_exports import (
    Cells,
    KnownExport,
    MappedRow,
    actor,
    whole,
)
from importers.datasets.row_places import Record, RowPlaces
from importers.reading import dates

BOUNDS_WIDENED = "BOUNDS_WIDENED"
"""Repair: low, best and high did not stand in order."""
_ONE_SIDED = 3
_SOURCE: Record = {
    "type": "SourceRegistered",
    "source": "ucdp-ged",
    "name": "UCDP Georeferenced Event Dataset",
    "publisher": "Uppsala Conflict Data Program",
    "url": "https://ucdp.uu.se",
    "licence": "CC-BY-4.0",
    "credit": "UCDP Georeferenced Event Dataset (Sundberg and Melander 2013), Uppsala Conflict Data Program",
}


_CIVILIANS: Record = {"type": "ActorRegistered", "actor": "ged-civilians", "name": "Civilians", "kind": "CIVILIANS"}


_LAYOUT = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low",
    "gwnoa", "gwnob",
)  # fmt: skip
"""Of the releases since 2016 and of the monthly candidates, of which some came out without this line."""


def _map_row(row: Cells, places: RowPlaces, repairs: list[str]) -> MappedRow:
    id = f"ucdp-ged/{row['id'].removesuffix('.0')}"
    violence = whole(row, "type_of_violence")
    sides = [actor("ged", row["side_a"], _kind(row["side_a"], violence, 0))]
    sides.append(actor("ged", row["side_b"], _kind(row["side_b"], violence, 1)))
    common: Record = {"occurred": _occurred(row), "incident": id, "hedges": _hedges(row)}
    place = places.place(*_steps(row), repairs)
    deaths = {
        **common,
        "type": "CasualtiesReported",
        "id": f"{id}/deaths",
        "kinds": ["KILLED"],
        "count": _count(row, repairs),
        "note": _note(row),
    }
    where = {"place": place} if place else {}
    victims = _victims(row, sides)
    events = [deaths | where, *(_of_victims(deaths | where, victim, number) for victim, number in victims)]
    if any(victim == _CIVILIANS["actor"] for victim, _ in victims):
        sides.append(_CIVILIANS)
    if violence != _ONE_SIDED and place:
        parties = list(dict.fromkeys(side["actor"] for side in sides if side is not _CIVILIANS))
        events.append({**common, "type": "ClashReported", "id": f"{id}/clash", "places": [place], "parties": parties})
    return MappedRow([*sides, *places.once], events)


def _count(row: Cells, repairs: list[str]) -> Record:
    """Where the best estimate lies outside the bounds, they are widened to include it, and the row's numbers kept."""
    low, best, high = (whole(row, name) for name in ("low", "best", "high"))
    if low <= best <= high:
        return {"low": low, "best": best, "high": high, "qualifier": "ABOUT"}
    repairs.append(BOUNDS_WIDENED)
    return {
        "low": min(low, best, high),
        "best": best,
        "high": max(low, best, high),
        "qualifier": "ABOUT",
        "verbatim": f"low {low}, best {best}, high {high}",
    }


def _kind(name: str, violence: int, side: int) -> str:
    """State-based violence has a government on side A; one-sided violence has civilians on side B."""
    if name.startswith("Government of"):
        return "STATE_FORCES"
    return "CIVILIANS" if violence == _ONE_SIDED and side == 1 else "REBEL_GROUP"


def _occurred(row: Cells) -> str:
    """date_prec: 1 the day, 2 to 5 some time between the two dates; where these are one day, about it or its month."""
    first, last = dates.day(row["date_start"], ()), dates.day(row["date_end"], ())
    if first != last:
        return f"{first}/{last}"
    precision = whole(row, "date_prec")
    if precision == 1:
        return first
    return f"{first}~" if precision < 4 else f"{first[:7]}~"


def _steps(row: Cells) -> tuple[list[tuple[str, str]], tuple[str, str] | None]:
    """where_prec: 1 the place, 2 within 25 km of it, 3 its district, 4 its province, 5 a vague area, 6 the country."""
    precision = whole(row, "where_prec")
    steps = [("COUNTRY", row["country"]), ("PROVINCE", row.get("adm_1", "")), ("DISTRICT", row.get("adm_2", ""))]
    if precision <= 2:
        at = row.get("where_coordinates", "")
        named = at.removesuffix(" city").removesuffix(" town").removesuffix(" village")
        return [*steps, ("POPULATED_PLACE", named)], (row["longitude"], row["latitude"]) if named else None
    return steps[: {3: 3, 4: 2, 5: 2, 6: 1}.get(precision, 0)], None


def _hedges(row: Cells) -> list[str]:
    near = ["NEAR"] if whole(row, "where_prec") == 2 else []
    return near + (["AGGREGATED"] if row.get("event_clarity", "").removesuffix(".0") == "2" else [])


def _victims(row: Cells, sides: list[Record]) -> list[tuple[str | None, int]]:
    """The actor to whom the dead belonged, None where nobody knows, with the best estimate; none where it is zero.

    One-sided violence has civilians on side B: they are in deaths_civilians. Two columns of one actor are added up.
    """
    actors = {
        "deaths_a": sides[0]["actor"],
        "deaths_b": sides[1]["actor"],
        "deaths_civilians": _CIVILIANS["actor"],
        "deaths_unknown": None,
    }
    numbers: dict[str | None, int] = {}
    for column, victim in actors.items():
        if row.get(column):
            numbers[victim] = numbers.get(victim, 0) + whole(row, column)
    return [(victim, number) for victim, number in numbers.items() if number]


def _of_victims(deaths: Record, victim: str | None, number: int) -> Record:
    """A part of the deaths. UCDP gives no bounds for it."""
    shared = ("type", "occurred", "incident", "hedges", "kinds", "place")
    part: Record = {name: deaths[name] for name in shared if name in deaths}
    name = (victim or "unknown").removeprefix("ged-")
    party = {"party": victim} if victim else {}
    count = {"best": number, "qualifier": "ABOUT"}
    return {**part, "id": f"{deaths['id']}/{name}", "partOf": deaths["id"], "count": count, **party}


def _note(row: Cells) -> str:
    return row.get("where_description", "")[:2_000] or "No details."


UCDP_GED = KnownExport(
    "ucdp-ged",
    frozenset(
        {
            "id",
            "type_of_violence",
            "side_a",
            "side_b",
            "where_prec",
            "date_prec",
            "date_start",
            "date_end",
            "country",
            "latitude",
            "longitude",
            "low",
            "best",
            "high",
        }
    ),
    _map_row,
    _SOURCE,
    _LAYOUT,
)
