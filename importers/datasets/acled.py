"""ACLED's export, as CSV (ACLED codebook). Its terms forbid redistribution, so no row of it is in this repository.

Three sub-event types report a change of control. The gainer follows from the inter codes, since actor 1 is not always
the attacker. `timestamp` is when ACLED last changed the row: its vintage.
"""

from datetime import UTC, date, datetime, timedelta

from domain.values import knowledge
from domain.values.problems import FieldError
from importers.datasets.known_exports import (
    Cells,
    KnownExport,
    MappedRow,
    actor,
    whole,
)
from importers.datasets.row_places import Record, RowPlaces
from importers.reading import dates, numbers

_KINDS = {
    "1": "STATE_FORCES",
    "2": "REBEL_GROUP",
    "3": "POLITICAL_MILITIA",
    "4": "IDENTITY_MILITIA",
    "5": "RIOTERS",
    "6": "PROTESTERS",
    "7": "CIVILIANS",
    "8": "EXTERNAL_OTHER_FORCES",
    "state forces": "STATE_FORCES",
    "rebel group": "REBEL_GROUP",
    "rebel groups": "REBEL_GROUP",
    "political militia": "POLITICAL_MILITIA",
    "political militias": "POLITICAL_MILITIA",
    "identity militia": "IDENTITY_MILITIA",
    "identity militias": "IDENTITY_MILITIA",
    "rioters": "RIOTERS",
    "protesters": "PROTESTERS",
    "civilians": "CIVILIANS",
    "external/other forces": "EXTERNAL_OTHER_FORCES",
    "external forces": "EXTERNAL_OTHER_FORCES",
    "other forces": "EXTERNAL_OTHER_FORCES",
}
_OVERTAKES = "non-state actor overtakes territory"
_REGAINS = "government regains territory"
_TRANSFER = "non-violent transfer of territory"
PROVINCE = 3
SOMEWHERE_IN_PROVINCE = "SOMEWHERE_IN_PROVINCE"
"""Repair: of the place that changed hands only the province is known. It is left out, as the province did not."""
_FORMATS = ("%d %B %Y", "%d-%b-%Y", "%d/%m/%Y")
_SOURCE: Record = {
    "type": "SourceRegistered",
    "source": "acled",
    "name": "Armed Conflict Location & Event Data",
    "publisher": "ACLED",
    "url": "https://acleddata.com",
    "licence": "ACLED Terms of Use",
    "credit": "Armed Conflict Location & Event Data (ACLED), acleddata.com",
}


def _map_row(row: Cells, places: RowPlaces, repairs: list[str]) -> MappedRow:
    id = f"acled/{row['event_id_cnty']}"
    actors = [actor("acled", row[f"actor{n}"], _kind(row, n)) for n in (1, 2) if row.get(f"actor{n}")]
    place = places.place(*_steps(row), repairs)
    common: Record = {"occurred": _occurred(row), "published": _published(row), "incident": id}
    if attribution := [name.strip() for name in row.get("source", "").split(";") if name.strip()]:
        common["attribution"] = attribution
    common = {name: value for name, value in common.items() if value}
    noted = {"note": row["notes"][:10_000]} if row.get("notes") else {}
    events: list[Record] = []
    parties = list(dict.fromkeys(each["actor"] for each in actors))
    hands = _hands(row, actors)
    if hands and whole(row, "geo_precision") == PROVINCE:
        repairs.append(SOMEWHERE_IN_PROVINCE)
    elif hands:
        events.append({**common, **noted, **hands, "type": "ControlChanged", "id": f"{id}/control", "place": place})
    if row["event_type"].casefold() == "battles":
        events.append(
            {**common, **noted, "type": "ClashReported", "id": f"{id}/clash", "places": [place], "parties": parties}
        )
    if killed := whole(row, "fatalities"):
        # Zero is "none was reported", and not that nobody died.
        count = {"best": killed, "qualifier": "ABOUT"}
        events.append(
            {
                **common,
                "type": "CasualtiesReported",
                "id": f"{id}/deaths",
                "place": place,
                "kinds": ["KILLED"],
                "count": count,
            }
        )
    return MappedRow([*actors, *places.once], events)


def _kind(row: Cells, n: int) -> str:
    code = row.get(f"inter{n}", "").casefold()
    if code not in _KINDS:
        raise FieldError("UNKNOWN_VALUE", f"inter{n}: {numbers.shown(code)} is none of ACLED's eight kinds of actors")
    return _KINDS[code]


def _hands(row: Cells, actors: list[Record]) -> Record | None:
    """Gainer, loser, manner and whether it was regained, if the row reports a change of control."""
    kind = row["sub_event_type"].casefold()
    if kind not in (_OVERTAKES, _REGAINS, _TRANSFER) or not actors:
        return None
    gainer, others = actors[0], actors[1:]
    wanted = {_OVERTAKES: False, _REGAINS: True}.get(kind)
    if wanted is not None:
        fitting = [each for each in actors if (each["kind"] == "STATE_FORCES") is wanted]
        # External forces that fight for the government regain territory too, and then no actor is the state's.
        gainer = fitting[0] if fitting else gainer
        others = [each for each in actors if each is not gainer]
    losers = [each["actor"] for each in others if each["actor"] != gainer["actor"] and each["kind"] != "CIVILIANS"]
    how = {} if kind == _TRANSFER else {"manner": "VIOLENT", "regained": kind == _REGAINS}
    return {"gainer": gainer["actor"], **how} | ({"loser": losers[0]} if losers else {})


def _occurred(row: Cells) -> str:
    """time_precision: 1 the day; 2 some day of the week around it; 3 some day of its month."""
    day = dates.day(row["event_date"], _FORMATS)
    precision = whole(row, "time_precision")
    if precision == 1:
        return day
    if precision == 3:
        return day[:7]
    middle = date.fromisoformat(day)
    return f"{middle - timedelta(3)}/{middle + timedelta(3)}"


def _published(row: Cells) -> str | None:
    """The moment of `timestamp`: seconds since 1970, or a date and a time; a day where there is no time."""
    stamp = row.get("timestamp", "")
    if not stamp:
        return None
    if stamp.isascii() and stamp.isdigit() and len(stamp) <= 11:
        return knowledge.written_moment(datetime.fromtimestamp(int(stamp), UTC))
    return dates.published(stamp, ())


def _steps(row: Cells) -> tuple[list[tuple[str, str]], tuple[str, str] | None]:
    """geo_precision: 1 the place; 2 a part of its region, told by a town near it; 3 its province."""
    steps = [("COUNTRY", row["country"]), ("PROVINCE", row["admin1"]), ("DISTRICT", row.get("admin2", ""))]
    precision = whole(row, "geo_precision")
    if precision == 1:
        return [*steps, ("POPULATED_PLACE", row["location"])], (row["longitude"], row["latitude"])
    return steps[: 2 if precision == PROVINCE else 3], None


ACLED = KnownExport(
    "acled",
    frozenset(
        {
            "event_id_cnty",
            "event_date",
            "time_precision",
            "event_type",
            "sub_event_type",
            "actor1",
            "inter1",
            "actor2",
            "inter2",
            "country",
            "admin1",
            "location",
            "latitude",
            "longitude",
            "geo_precision",
            "fatalities",
        }
    ),
    _map_row,
    _SOURCE,
)
