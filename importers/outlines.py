"""Outlines and points of places from GeoJSON: geoBoundaries, COD-AB layers, lists of towns or crossings.

Outlines are simplified for display all together, so that neighbours keep one border (shapely, in the extra
`boundaries`); without shapely they are taken as they are.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from pydantic import ValidationError

from domain import outline
from domain.events import PlaceCode, PlaceName
from domain.problems import problems_of
from domain.vocabulary import PlaceKind
from importers import limits
from importers.listed import KINDS, Bad, Listed, bad, number, plain

DIGITS = 5
"""Of a degree: about a metre."""
_NAME = re.compile(r"shapename|name(en\w*)?|adm(?P<level>\d)(en|name)|name(?P<gadm>\d)|shapename")
_OTHER = re.compile(r"(adm\d|name|altname)(?P<language>fa|ps|prs|uk|ru|tg|ukr\w*|rus\w*)")
_CODE = re.compile(r"adm(?P<level>\d)pcode|pcode|shapeid")
_LANGUAGES = {"ukr": "uk", "rus": "ru"}


def listed(stream: BinaryIO, kind: PlaceKind | None, scheme: str | None, edition: str | None) -> Iterator[Listed | Bad]:
    """The features in the order of the file; `line` is their number, from 1."""
    text = stream.read(limits.FEATURE_COLLECTION_BYTES_MAX + 1)
    if len(text) > limits.FEATURE_COLLECTION_BYTES_MAX:
        yield bad(1, "TOO_LONG", f"the file has more than {limits.FEATURE_COLLECTION_BYTES_MAX:,} bytes: simplify it")
        return
    try:
        features = json.loads(text.decode("utf-8-sig"))["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        yield bad(1, "NOT_GEOJSON", "the file is no GeoJSON FeatureCollection in UTF-8, or it is cut off")
        return
    for line, feature in enumerate(features, start=1):
        yield _feature(line, feature, kind, scheme, edition)


def _feature(line: int, feature: Any, kind: PlaceKind | None, scheme: str | None, edition: str | None) -> Listed | Bad:
    try:
        properties = {plain(key): value for key, value in (feature["properties"] or {}).items()}
        geometry = _rounded(feature["geometry"])
    except (KeyError, TypeError, AttributeError, ValueError):
        return bad(line, "NOT_GEOJSON", "the feature has no properties or no geometry that can be read")
    level = _level(properties)
    of = kind or KINDS.get(level if level is not None else -1)
    if of is None:
        return bad(line, "NO_KIND", "nothing says what kind of place it is: give --kind")
    try:
        names, code = tuple(_names(properties, level)), _code(properties, level, scheme, edition)
        if not names:
            return bad(line, "NO_NAME", "has no name: columns are name, shapeName, ADM2_EN and the like")
        return _placed(Listed(line, of, names, code, country=properties.get("shapegroup")), geometry)
    except ValidationError as error:
        return Bad(line, problems_of(error)[0])


def _placed(place: Listed, geometry: dict[str, Any]) -> Listed | Bad:
    if geometry["type"] == "Point":
        longitude, latitude = geometry["coordinates"][:2]
        if abs(longitude) < 0.01 and abs(latitude) < 0.01:
            return bad(place.line, "NULL_ISLAND", f"{place.name} is at 0, 0: the coordinates are missing")
        return replace(place, longitude=longitude, latitude=latitude)
    inner = outline.inner_point(geometry)
    if inner is None:
        return bad(place.line, "NOT_AN_OUTLINE", f"{place.name} has a {geometry['type']} without an area")
    return replace(place, longitude=inner[0], latitude=inner[1], geometry=geometry)


def _level(properties: dict[str, Any]) -> int | None:
    told = str(properties.get("shapetype") or properties.get("adminlevel") or "")
    if digits := re.search(r"[0-5]", told):
        return int(digits[0])
    levels = [int(found["level"]) for key in properties if (found := _CODE.fullmatch(key)) and found["level"]]
    return max(levels, default=None)


def _names(properties: dict[str, Any], level: int | None) -> Iterator[PlaceName]:
    preferred = True
    for key, value in properties.items():
        main, other = _NAME.fullmatch(key), _OTHER.fullmatch(key)
        of = main and (main["level"] or main["gadm"])
        if not isinstance(value, str) or not value.strip() or (of and level is not None and int(of) != level):
            continue
        if main and preferred:
            yield PlaceName(text=value, preferred=True)
            preferred = False
        elif other:
            language = other["language"]
            yield PlaceName(text=value, language=_LANGUAGES.get(language[:3], language))


def _code(properties: dict[str, Any], level: int | None, scheme: str | None, edition: str | None) -> PlaceCode | None:
    for key, value in properties.items():
        found = _CODE.fullmatch(key)
        if found and value and (found["level"] is None or int(found["level"]) == level) and scheme and edition:
            return PlaceCode(scheme=scheme, edition=edition, code=str(value))
    return None


def _rounded(geometry: Any) -> dict[str, Any]:
    def less(part: Any) -> Any:
        return [less(one) for one in part] if isinstance(part, list) else round(float(part), DIGITS)

    return {"type": geometry["type"], "coordinates": less(geometry["coordinates"])}


def points(rows: Iterator[tuple[int, dict[str, str]] | Bad], kind: PlaceKind) -> Iterator[Listed | Bad]:
    """The places of a CSV list with a name and coordinates."""
    for found in rows:
        if isinstance(found, Bad):
            yield found
            continue
        line, row = found
        where = [number(_column(row, *names)) for names in (("lon", "lng", "long", "longitude"), ("lat", "latitude"))]
        if None in where:
            yield bad(line, "NO_POINT", "has no coordinates: columns are longitude and latitude, in degrees")
            continue
        try:
            names = tuple(_names(dict(row), None))
        except ValidationError as error:
            yield Bad(line, problems_of(error)[0])
            continue
        if not names:
            yield bad(line, "NO_NAME", "has no name: the column is called name")
        else:
            yield _placed(Listed(line, kind, names), {"type": "Point", "coordinates": where})


def _column(row: dict[str, str], *names: str) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def simplified(places: list[Listed | Bad], tolerance: float) -> list[Listed | Bad]:
    """The outlines with fewer points, together: `tolerance` in degrees, 0 leaves them as they are."""
    outlined = [number for number, one in enumerate(places) if isinstance(one, Listed) and one.geometry]
    if not outlined or tolerance <= 0:
        return places
    try:
        import shapely
    except ImportError:
        return places
    found, given = list(places), {}
    for n in outlined:
        shape = _polygons(shapely.make_valid(shapely.from_geojson(json.dumps(places[n].geometry))))  # type: ignore[union-attr]
        if shape is not None:
            given[n] = shape
    for n, shape in zip(given, shapely.coverage_simplify(list(given.values()), tolerance), strict=True):
        made = _rounded(json.loads(shapely.to_geojson(shape)))
        if made["coordinates"]:
            found[n] = replace(places[n], geometry=made)  # type: ignore[type-var]
    return found


def _polygons(shape: Any) -> Any:
    """What has an area: mending a ring that crosses itself may leave lines and points beside it."""
    import shapely

    parts = [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]
    areas = [part for part in parts if part.geom_type == "Polygon"]
    return shapely.multipolygons(areas) if len(areas) > 1 else areas[0] if areas else None
