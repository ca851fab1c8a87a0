"""GeoNames' dump: nineteen columns, tabs between them, no header (https://download.geonames.org/export/dump/readme.txt)."""

from collections.abc import Mapping
from typing import Any

from domain.values.terms import PlaceKind

COLUMNS = ("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "featureclass", "featurecode",
           "countrycode", "cc2", "admin1code", "admin2code", "admin3code", "admin4code", "population", "elevation",
           "dem", "timezone", "modificationdate")  # fmt: skip
_KINDS = {"ADM1": PlaceKind.PROVINCE, "ADM2": PlaceKind.DISTRICT, "ADM3": PlaceKind.SUBDISTRICT}
_GONE = {"PPLH", "PPLQ", "PPLW", "PCLH"}
"""Historical, abandoned, destroyed."""


def is_dump(first_line: str) -> bool:
    cells = first_line.split("\t")
    return len(cells) == len(COLUMNS) and cells[0].strip("\ufeff").isdecimal()


def kind(cells: Mapping[str, Any]) -> PlaceKind | None:
    """By the feature code; of what is no place here, or none any more, None."""
    code = str(cells.get("featurecode") or "")
    if code in _GONE:
        return None
    if code.startswith("PPL") or (cells.get("featureclass") == "P" and not code):
        return PlaceKind.POPULATED_PLACE
    return PlaceKind.COUNTRY if code.startswith("PCL") else _KINDS.get(code)


def passed_over(cells: Mapping[str, Any], wanted: PlaceKind | None) -> str | None:
    """Why a row is none of the places that are wanted: a dump has rivers and hotels too."""
    feature = " ".join(filter(None, (cells.get("featureclass"), cells.get("featurecode"))))
    found = kind(cells)
    return f"feature {feature}" if feature and (found is None or wanted not in (None, found)) else None
