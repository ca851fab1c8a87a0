"""Hostile input: texts, values, bodies and events that are wrong in every way we know."""

import json
from typing import Any

from hypothesis import strategies as st

from domain.events import TYPES

TEXTS = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\u202eabc",
    "\u2066",
    "\ufeff",
    "\x1b[2J",
    "\r\n",
    "x" * 100_000,
    "e\u0301" * 2_000,
    "کندز",
    "🏴",
    "' OR 1=1 --",
    "%00",
    "../../etc/passwd",
    "{{7*7}}",
    "null",
    "NaN",
    "1e999",
    "-0",
    "2021-06-22",
    "2021-02-30",
    "2021-06-22/2021-06-12",
    "../..",
    "2021-W25-3",
    "9999-99-99",
    "2021-06~",
    "20210622",
    "af",
    "af-kunduz",
    "af-imam-sahib",
    "taliban",
    "neutral",
    "CONTROL",
    "ControlChanged",
    "WzEsImFjdG9ycyIsImEiXQ",
]
NUMBERS = [0, 1, -1, 6, 7, 131, 2**31 - 1, 2**31, 2**53, 2**63, 10**40, 0.5, -0.0, 1e308, 180.5]

texts = st.sampled_from(TEXTS) | st.text(max_size=20)
scalars = (
    texts
    | st.sampled_from(NUMBERS)
    | st.integers()
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)

GOOD: dict[str, list[Any]] = {
    "place": ["af-imam-sahib", {"name": "Imam Sahib"}, {"scheme": "ocha-cod-ab", "code": "AF1905"}, "new-place"],
    "places": [["af-imam-sahib"], ["af", "af-kunduz"]],
    "origin": ["af"], "destination": ["af-kunduz"], "within": ["af"], "via": [[], ["af-kunduz"]], "parent": ["af", None],
    "gainer": ["taliban", None], "loser": ["government", None], "holder": ["taliban", None], "party": ["government"],
    "actor": ["new-actor", "taliban"], "source": ["neutral", "new-source"], "event": ["e-1", "nothing"],
    "occurred": ["2021-06-22", "2021-06-12/2021-06-22", "../2021-06-22", "2021-06~", "2021-06-21T19:00/2021-06-22T09:00"],
    "window": ["2021-05/2021-06"], "published": ["2021-06-23"], "existsFrom": ["2000-01-01"], "existsTo": ["1999-01-01", "2021-01-01"],
    "level": ["CONTROL"], "manner": ["VIOLENT"], "kind": ["DISTRICT", "REBEL_GROUP"], "kinds": [["KILLED"]], "group": ["RETURNEES"],
    "admission": ["ALLOWED"], "basis": ["NET"], "reliability": ["A"], "reason": ["a slip"], "assessment": ["tense"],
    "count": [{"low": 131, "qualifier": "MORE_THAN"}, {"qualifier": "MANY"}], "numerator": [{"best": 5, "qualifier": "EXACT"}],
    "names": [[{"text": "Somewhere"}]], "name": ["Somebody"], "measure": ["arrivals"], "id": ["e-1", "e-2", "e-3"],
    "longitude": [68.7], "latitude": [37.2], "span": [[1, 2], [2, 1]], "credibility": [2], "forecast": [True],
    "geometry": [{"type": "Point", "coordinates": [68.7, 37.2]}, {"type": "Point", "coordinates": [10**400, 0]}, {"type": "x"}],
    "codes": [[{"scheme": "s", "edition": "e", "code": "c"}]],
}  # fmt: skip


def _field(name: str) -> st.SearchStrategy[Any]:
    good = st.sampled_from(GOOD[name]) if name in GOOD else texts
    return st.one_of(good, good, good, good, values)


@st.composite
def event_inputs(draw: st.DrawFn) -> Any:
    """An EventInput that is nearly good: some fields are missing, some are hostile, some do not belong."""
    model = TYPES[draw(st.sampled_from(sorted(TYPES)))]
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        alias = field.alias or name
        if alias in ("type", "version", "reported", "replacement"):
            continue
        if draw(st.integers(0, 9)) < (9 if field.is_required() else 2):
            fields[alias] = draw(_field(alias))
    if "replacement" in model.model_fields:
        fields["replacement"] = draw(st.one_of(event_inputs(), values))
    return {model.TYPE[0].lower() + model.TYPE[1:]: fields}


bodies = st.one_of(
    st.binary(max_size=200),
    values.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("query", "variables", "operationName", "extensions"), values)
    ).map(lambda body: json.dumps(body).encode()),
)


@st.composite
def mangled(draw: st.DrawFn, queries: list[str]) -> str:
    """A good query with pieces cut out, doubled, or put in from elsewhere."""
    text = draw(st.sampled_from(queries))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(
            st.sampled_from(
                [
                    "",
                    text[start:end] * 2,
                    "{",
                    "}",
                    "(",
                    '"',
                    "...",
                    "$x",
                    "null",
                    "@skip(if: true)",
                    "#",
                    "\0",
                    "é",
                ]
            )
            | texts
        )
        text = text[:start] + piece[:1_000] + text[end:]
    return text
