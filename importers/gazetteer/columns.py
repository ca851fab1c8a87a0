"""What the columns of a list of places mean, in the forms in which such lists are published.

OCHA's COD-AB (ADM2_EN, adm2_name1, admin2Name_en, ADM2_PCODE), the long list of P-codes, geoBoundaries, GADM, Natural
Earth, GeoNames, what is taken from OpenStreetMap, and plain tables with a name and a point.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import chain


class Form(Enum):
    """Who publishes such columns. The value is the scheme of their codes, if nobody says another."""

    COD = "ocha-cod-ab"
    GEOBOUNDARIES = "geoboundaries"
    GADM = "gadm"
    NATURAL_EARTH = "natural-earth"
    GEONAMES = "geonames"
    OSM = "openstreetmap"


@dataclass(slots=True)
class NameColumns:
    """Columns that name one place: `names` each with its language, @lang1 being the column that tells it."""

    code: str | None = None
    names: list[tuple[str, str | None]] = field(default_factory=list)
    many: list[str] = field(default_factory=list)
    """Columns that hold several names: Palmyra;Tadmor."""


@dataclass(slots=True)
class ListColumns:
    """`own` names the place that the row is about; `levels` those that it lies in, the last of which may be itself."""

    form: Form
    own: NameColumns = field(default_factory=NameColumns)
    levels: dict[int, NameColumns] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    """Codes of what the place lies in, the nearest first."""
    level: str | None = None
    country: str | None = None
    date: str | None = None
    longitude: str | None = None
    latitude: str | None = None
    point: str | None = None
    """Of points as text: POINT (38.3 34.6)."""


_LEVEL_CODE = re.compile(r"adm(?:in)?(?P<level>\d)p?code?")
_LEVEL_NAME = re.compile(r"adm(?:in)?(?P<level>\d)(?:alt\d?|ref)?(?:name)?(?P<language>[a-z]{2})?(?P<number>\d)?")
_GADM = re.compile(r"(?P<what>gid|name|nlname|varname)(?P<level>\d)")
_OWN_CODE = re.compile(r"(?P<of>.*)pcode")
_NAME_IN = re.compile(r".*name(?P<language>[a-z]{2,3})")
_ANY_NAME = re.compile(
    r"(?!adm|country|province|district|region|state|gov|parent|alt|old|user|file|layer|lang).*name(eng?)?"
)
_MANY = {"altname", "namealt", "alternatenames", "alternatename", "altnames", "oldname", "officialname", "intname",
         "othernames", "synonyms", "namelocal", "localname", "nativename", "namenative"}  # fmt: skip
_NAMES = ("name", "shapename", "featurename", "placename", "asciiname", "nameascii")
_PLAIN = ("place", "settlement", "town", "city", "village", "crossing", "bordercrossing", "bcp", "location", "title")
_SINGLE = {
    "country": ("shapegroup", "iso3", "adm0a3", "isoa3", "iso2", "isoa2", "countrycode", "location"),
    "date": ("validfromdate", "validfrom", "validon", "date"),
    "longitude": ("lon", "lng", "long", "longitude", "x", "xcoord", "pointx", "centerlon", "decimallongitude"),
    "latitude": ("lat", "latitude", "y", "ycoord", "pointy", "centerlat", "decimallatitude"),
    "point": ("wkt", "thegeom", "geom", "geometry"),
    "level": ("adminlevel", "admlevel", "level", "shapetype"),
}
_PARENTS = ("parentpcode", "parentcode", "parent")
_OWN_CODES = {
    Form.GEOBOUNDARIES: "shapeid", Form.GEONAMES: "geonameid", Form.NATURAL_EARTH: "adm1code", Form.OSM: "osmid",
}  # fmt: skip
_LANGUAGES = {"eng": "en", "ukr": "uk", "rus": "ru", "ara": "ar", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt",
              "ua": "uk", "mmr": "my", "mya": "my", "len": None}  # fmt: skip
"""As columns have them, where that is no BCP 47."""


def plain(column: str) -> str:
    """`Admin Level`, `admin_level` and `ADMIN LEVEL` are one column."""
    return "".join(character for character in column.casefold() if character.isalnum())


@lru_cache(maxsize=256)
def columns(header: tuple[str, ...]) -> ListColumns:
    """Of the plain names of columns. Features of one file may differ in theirs."""
    has = set(header)
    found = ListColumns(_form(has))
    if found.form in (Form.COD, Form.GADM):
        _levels(found, header)
    _own(found, header)
    for name, among in _SINGLE.items():
        setattr(found, name, next((column for column in among if column in has), None))
    if found.form is Form.OSM:
        found.level = None  # there a level is not the same thing in two countries
    return found


def _form(has: set[str]) -> Form:
    if has & {"geonameid", "featureclass"}:
        return Form.GEONAMES
    if "shapename" in has:
        return Form.GEOBOUNDARIES
    if has & {"gid0", "gid1"}:
        return Form.GADM
    if "featurecla" in has:
        return Form.NATURAL_EARTH
    return Form.OSM if has & {"osmid", "osmtype", "boundary", "wikidata"} else Form.COD


def _levels(found: ListColumns, header: Sequence[str]) -> None:
    read = _read_gadm if found.form is Form.GADM else _read_cod
    for column in header:
        read(found.levels, column)
    # Names of provinces beside a town, without their codes, are no gazetteer of provinces.
    found.levels = {level: one for level, one in sorted(found.levels.items()) if one.code}


def _read_cod(levels: dict[int, NameColumns], column: str) -> None:
    if match := _LEVEL_CODE.fullmatch(column):
        levels.setdefault(int(match["level"]), NameColumns()).code = column
    elif match := _LEVEL_NAME.fullmatch(column):
        language = match["language"]
        tag = _LANGUAGES.get(language, language) if language else f"@lang{match['number'] or ''}"
        levels.setdefault(int(match["level"]), NameColumns()).names.append((column, tag))


def _read_gadm(levels: dict[int, NameColumns], column: str) -> None:
    match = _GADM.fullmatch("name0" if column == "country" else column)
    if match is None:
        return
    named = levels.setdefault(int(match["level"]), NameColumns())
    if match["what"] == "gid":
        named.code = column
    elif match["what"] == "varname":
        named.many.append(column)
    else:
        named.names.append((column, None))


def _own(found: ListColumns, header: Sequence[str]) -> None:
    codes = [_OWN_CODES[found.form]] if found.form in _OWN_CODES else _codes(header)
    codes = [code for code in codes if code in header]
    found.own.code = codes[-1] if codes else None
    nearest_first = [*(one.code or "" for one in reversed(found.levels.values())), *reversed(codes[:-1])]
    found.above = [*(one for one in _PARENTS if one in header), *nearest_first]
    main = next(_mains(header, found.own.code), None)
    if main is not None:
        found.own.names = [*_english(header, main), (main, _language(main)), *_others(header, main)]
        found.own.many = [column for column in header if column in _MANY]


def _codes(header: Sequence[str]) -> list[str]:
    """Of provinces, districts and towns the last is what the row is about."""
    return [c for c in header if _OWN_CODE.fullmatch(c) and not _LEVEL_CODE.fullmatch(c) and c not in _PARENTS]


def _mains(header: Sequence[str], code: str | None) -> Iterator[str]:
    """Columns with the name of the place itself, the likeliest first."""
    if code is not None and code in header and (of := _OWN_CODE.fullmatch(code)) and of["of"]:
        at = header.index(code)
        beside = [*header[at + 1 : at + 2], *header[at - 1 : at][:at]]
        yield from (column for column in header if column.startswith(f"{of['of']}name"))
        yield from (column for column in beside if "name" in column)
    yield from (column for column in _NAMES if column in header)
    yield from (column for column in header if _ANY_NAME.fullmatch(column) and column not in _MANY)
    yield from (column for column in header if column.startswith("name") and column not in _MANY)
    yield from (column for column in _PLAIN if column in header)


def _english(header: Sequence[str], main: str) -> list[tuple[str, str | None]]:
    """Reports in Latin letters spell it so; what a map shows may be in any script."""
    return [(one, "en") for one in ("nameen", "nameeng") if one in header and main == "name"]


def _others(header: Sequence[str], main: str) -> Iterator[tuple[str, str | None]]:
    before = main[: main.find("name")] if "name" in main else None
    for column in header:
        if column == main or column in _MANY or (main == "name" and column in ("nameen", "nameeng")):
            continue
        if before is not None and column.startswith(f"{before}name") and (language := _language(column)):
            yield column, language
        elif main == "name" and (number := re.fullmatch(r"name(\d)", column)):
            yield column, f"@lang{number[1]}"
        elif column in _NAMES:
            yield column, None


def _language(column: str) -> str | None:
    match = _NAME_IN.fullmatch(column)
    return _LANGUAGES.get(match["language"], match["language"]) if match else None


def known(found: ListColumns) -> list[str]:
    """What was made out, for a message."""
    every = chain(found.own.names, *(one.names for one in found.levels.values()))
    return [*dict.fromkeys(column for column, _ in every)]
