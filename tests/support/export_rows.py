"""Rows of our own making in the shape of UCDP's and ACLED's tables."""

import io

from importers.datasets.known_exports import KnownExport
from importers.reading.line import Line

GED = {
    "id": "1001",
    "type_of_violence": "1",
    "side_a": "Government of Examplia",
    "side_b": "Hill Front",
    "where_prec": "1",
    "where_coordinates": "Ford town",
    "where_description": "at the ford",
    "adm_1": "North Province",
    "adm_2": "Ford District",
    "country": "Examplia",
    "latitude": "36.5",
    "longitude": "68.5",
    "date_prec": "1",
    "date_start": "2021-06-20 00:00:00.000",
    "date_end": "2021-06-20 00:00:00.000",
    "low": "2",
    "best": "5",
    "high": "9",
    "event_clarity": "1",
}
ACLED_ROW = {
    "event_id_cnty": "EXA17",
    "event_date": "24 June 2021",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Non-state actor overtakes territory",
    "actor1": "Military Forces of Examplia",
    "inter1": "State forces",
    "actor2": "Hill Front",
    "inter2": "2",
    "country": "Examplia",
    "admin1": "North",
    "admin2": "Ford",
    "location": "Fordtown",
    "latitude": "36.5",
    "longitude": "68.5",
    "geo_precision": "1",
    "source": "Ford Gazette; Radio Hill",
    "notes": "The town changed hands.",
    "fatalities": "3",
    "timestamp": "1625011200",
}


def read(export: KnownExport, *rows: dict[str, str], **options) -> list[Line]:
    """The lines that a table of these rows gives."""
    header = ",".join(rows[0])
    text = "\n".join([header, *(",".join(f'"{row[name]}"' for name in rows[0]) for row in rows)])
    return list(export.lines(io.BytesIO(text.encode()), **options))
