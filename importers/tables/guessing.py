"""What the columns of an unknown table look like, by their names and first cells: for a draft to be looked at."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from importers.reading import dates
from importers.tables import status_words

_NAMES = {
    "vintage": r"vintage|as.?of|updat|publish|version|revis|timestamp|snapshot",
    "date": r"date|day|\bas.?of\b|month|year|period|time|fecha|jour|mois|ann[ée]e|\bd[ií]a\b|дата|تاريخ",
    "incident": r"incident|attack|clash|battle|strike|shelling|explosion|event.?(type|id|date)|violence|perpetrator",
    "deaths": r"fatal|killed|(?<![a-z])(deaths?|dead|kia|tués|morts)(?![a-z])",
    "control": r"hold|held|control|occup",
    "holder": r"hold|held|control|occup|faction|actor|\bside\b|taliban|status|owner|party",
    "code": r"p.?code|adm\d.*code|code",
    "name": r"name|town|city|district|settlement|village|place|location|adm_?\d|municipal|hromada|country|label"
    r"|\bnom\b|nombre|\bnome\b|lieu|localit|ville|commune|point.?of.?entry|\bpoe\b|crossing|назв|місто|село|город"
    r"|اسم|province|region|governorate|oblast|raion|camp|\bsite",
    "longitude": r"^@?(lon|long|lng|longitude|x)_?\d*$",
    "latitude": r"^@?(lat|latitude|y)_?\d*$",
    "count": r"(?<!\w)count(?!ry)|individual|refugee|person|people|population|arrival|idp|number|total|value|best"
    r"|passed|crossed|traveller|voyageur|nombre|effectif|кільк|колич|عدد",
    "note": r"note|remark|comment|descri|detail|observ|прим|ملاحظ",
    "source": r"source|publisher|\burl\b|link|reference|fuente|джерел|источ|مصدر",
    "end": r"valid.?to|until|\bend|end.?date|to.?date|expir|date.?to\b|_end\b|^to$|hasta|jusqu|\bfin\b|date.?fin",
    "identifier": r"(^|[_ .-])(id|uuid|guid|ref|key|objectid|fid)([_ .-]|$)|^osm_|iso",
}
_LEVELS = (
    (0, r"country|\badm(in)?_?0"),
    (1, r"province|region|governorate|oblast|\bstate\b|department|adm(in)?_?1"),
    (2, r"district|raion|county|\bzone\b|cercle|\blga\b|adm(in)?_?2"),
    (3, r"sub.?district|hromada|woreda|payam|adm(in)?_?3"),
    (4, r"town|city|village|settlement|locality|\bsite|camp|adm(in)?_?4"),
)
_LEVEL_UNKNOWN = 3.5
_CODE = r"[A-Z]{2,3}[0-9]{2,}"
_HOLDERS_MAX = 15
_MOST = 0.8


@dataclass(slots=True)
class Column:
    name: str
    cells: list[str] = field(default_factory=list)
    """Those of the first rows that are not empty."""

    def is_called(self, what: str) -> bool:
        return re.search(_NAMES[what], self.name, re.IGNORECASE) is not None

    @property
    def level(self) -> int | None:
        """The administrative level that its name tells: adm2_pcode, district."""
        matching = [level for level, pattern in _LEVELS if re.search(pattern, self.name, re.IGNORECASE)]
        return max(matching, default=None)

    def written(self) -> list[str] | None:
        """How its dates are written, as `dates` says it: [] as YYYY-MM-DD, two ways where both fit; None: no dates."""
        if not self.cells:
            return None
        if all(re.fullmatch(r"\d{4}-\d\d-\d\d([T ].*)?", cell) for cell in self.cells):
            return []
        if self.is_called("date") and all(re.fullmatch(r"(18|19|20|21)\d\d", cell) for cell in self.cells):
            return []
        fitting = Counter(way for cell in self.cells for way in dates.ways_of_writing(cell))
        # One 13/04/2021 says how all the others are written.
        most = max(fitting.values(), default=0)
        likely = [way for way, count in fitting.items() if count == most]
        # A number is a date only where somebody calls it one.
        is_named = self.is_called("date") or self.is_called("vintage")
        return likely if most > _MOST * len(self.cells) and (is_named or not self.is_number()) else None

    def is_number(self) -> bool:
        return self._mostly(r"-?[\d.,٬ ]+")

    def is_code(self) -> bool:
        return self._mostly(_CODE)

    def is_yes_or_no(self) -> bool:
        return set(self.words()) == {"0", "1"}

    def _mostly(self, pattern: str) -> bool:
        return sum(bool(re.fullmatch(pattern, cell)) for cell in self.cells) > _MOST * len(self.cells)

    def words(self) -> list[str]:
        return list(dict.fromkeys(self.cells))

    def has_few_words(self) -> bool:
        return 1 < len(self.words()) <= min(_HOLDERS_MAX, max(3, len(self.cells) // 2)) and self.written() is None


@dataclass(slots=True)
class Guess:
    """Names of columns, where there seem to be such. `days` are those of a wide table."""

    columns: list[Column]
    date: Column | None = None
    until: Column | None = None
    """The last day of a period, of which `date` is the first."""
    vintage: Column | None = None
    holder: Column | None = None
    code: Column | None = None
    name: Column | None = None
    longitude: Column | None = None
    latitude: Column | None = None
    count: Column | None = None
    status: Column | None = None
    direction: Column | None = None
    deaths: Column | None = None
    is_of_incidents: bool = False
    """Each row is something that happened, and no state of a place."""
    days: list[Column] = field(default_factory=list)
    note: Column | None = None
    other_codes: list[Column] = field(default_factory=list)
    """Columns of codes besides the one that is taken."""
    has_areas: bool = False
    has_others: bool = False
    """Points and lines beside the areas."""


def guessed(rows: Sequence[Mapping[str, Any]]) -> Guess:
    columns: dict[str, Column] = {}
    for row in rows:
        for name, cell in row.items():
            column = columns.setdefault(name, Column(name))
            if cell is not None and not isinstance(cell, dict | list) and str(cell).strip():
                column.cells.append(" ".join(str(cell).split()))
    there = [one for one in columns.values() if one.name and one.name not in ("@geometry", "@type", "@id")]
    types = {str(row["@type"]) for row in rows if "@type" in row}
    areas = {one for one in types if one.endswith(("Polygon", "Collection"))}
    days = [one for one in there if dates.ways_of_writing(one.name) and not one.name.isdecimal()]
    guess = Guess(there, days=days if len(days) > 2 else [], has_areas=bool(areas), has_others=bool(types - areas))
    _fill(guess, [one for one in there if one not in guess.days])
    return guess


def _fill(guess: Guess, columns: list[Column]) -> None:
    guess.until = _until(columns)
    columns = [one for one in columns if one is not guess.until]
    dated = [one for one in columns if one.written() is not None]
    called = [one for one in columns if one.is_called("date") and not one.is_called("vintage") and one.cells]
    # A column that is called so may have dates that are written in several ways.
    guess.date = _first(called, lambda one: one in dated) or _first(called) or _first(dated)
    guess.vintage = _first([one for one in dated if one is not guess.date], lambda one: one.is_called("vintage"))
    free = [one for one in columns if one not in dated and one is not guess.date]
    guess.longitude = _first(free, lambda one: one.is_called("longitude"))
    guess.latitude = _first(free, lambda one: one.is_called("latitude"))
    _fill_code(guess, free)
    free = [one for one in free if one not in (guess.longitude, guess.latitude, guess.code, *guess.other_codes)]
    guess.status = _first(free, lambda one: status_words.are_statuses(one.words()))
    guess.direction = _first(free, lambda one: guess.status is not None and status_words.are_directions(one.words()))
    free = [one for one in free if one not in (guess.status, guess.direction)]
    guess.holder = _first(free, lambda one: one.is_called("holder") and one.has_few_words())
    if guess.holder is None and guess.date and guess.status is None:
        guess.holder = _first(free, Column.is_yes_or_no)
    if guess.has_areas and not guess.has_others and guess.holder is None:
        guess.holder = _first(free, _may_name_holders)
    guess.is_of_incidents = _is_of_incidents(guess, columns)
    guess.holder = None if guess.is_of_incidents else guess.holder
    free = [one for one in free if one is not guess.holder]
    guess.note = _first(free, lambda one: one.is_called("note") and not one.is_number() and bool(one.cells))
    words = [one for one in free if not one.is_number() and one is not guess.note]
    _fill_name(guess, [one for one in words if one.is_called("name") and not one.is_called("identifier") and one.cells])
    counts = [one for one in free if one.is_number() and one.is_called("count")]
    guess.deaths = _first([one for one in free if one.is_number()], lambda one: one.is_called("deaths"))
    guess.count = max(counts, key=lambda one: len(one.words()), default=None)


def _until(columns: Sequence[Column]) -> Column | None:
    """Many periods have no end yet, so its cells may be empty; a table with one date alone has no periods."""
    ends = [one for one in columns if one.is_called("end") and (not one.cells or one.written() is not None)]
    if len(ends) != 1 or not any(one.written() is not None for one in columns if one is not ends[0]):
        return None
    return ends[0]


def _is_of_incidents(guess: Guess, columns: Sequence[Column]) -> bool:
    """By what the columns are called; a column that says who holds the place makes it a table of states."""
    if any(one.is_called("control") and not one.is_number() for one in columns) or guess.has_areas or guess.status:
        return False
    return any(one.is_called("incident") or one.is_called("deaths") for one in columns)


def _fill_code(guess: Guess, columns: Sequence[Column]) -> None:
    """The finest one: a district's code and not that of its province. The id of a row is no code of a place."""
    codes = [one for one in columns if one.is_code() and (one.is_called("code") or not one.is_called("identifier"))]
    guess.code = max(codes, key=_fineness, default=None)
    guess.other_codes = [one for one in codes if one is not guess.code]


def _fineness(column: Column) -> tuple[float, int, int]:
    return _level_or(column), max(map(len, column.cells), default=0), len(column.words())


def _fill_name(guess: Guess, named: Sequence[Column]) -> None:
    """The finest one whose names differ. A code of a coarser level than the name is not that of the place."""
    telling = [one for one in named if len(one.words()) > 1] or named
    guess.name = max(telling, key=lambda one: (_level_or(one), len(one.words())), default=None)
    if guess.code and guess.name and guess.code.level is not None and guess.code.level < (guess.name.level or 0):
        guess.other_codes = [guess.code, *guess.other_codes]
        guess.code = None


def _level_or(column: Column, unknown: float = _LEVEL_UNKNOWN) -> float:
    return unknown if column.level is None else column.level


def _may_name_holders(column: Column) -> bool:
    """Of a map of areas the column that says whose they are may be called anything, but what kind of thing it is."""
    what_it_is = column.is_called("identifier") or re.search(r"type|categ|class|kind", column.name, re.IGNORECASE)
    return 1 <= len(column.words()) <= _HOLDERS_MAX and not column.is_number() and not what_it_is


def _first(columns: Sequence[Column], fits: Any = lambda one: True) -> Column | None:
    return next((one for one in columns if fits(one)), None)
