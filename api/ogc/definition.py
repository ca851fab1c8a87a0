"""The OpenAPI 3.0 definition of these resources: clients learn the parameters from it."""

from typing import Any

from api import limits
from api.ogc.collections import COLLECTIONS
from api.ogc.feature_request import WHEN
from api.ogc.parameters import LIMIT_DEFAULT, WHICH
from domain.values.terms import Policy

Json = dict[str, Any]
TITLE = "Conflict Timeline"
ABOUT = "Places with who holds them at the end of any day, as known on any other; each answer with its sources"
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}
_OBJECT = {"type": "object"}


def openapi(server: str) -> Json:
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "description": ABOUT, "version": "1.0.0"},
        "servers": [{"url": server}],
        "paths": _paths(),
        "components": {
            "parameters": {name: {"name": name, **parameter} for name, parameter in _parameters().items()},
            "schemas": {"exception": _exception()},
        },
    }


def _paths() -> Json:
    """Every collection for itself: GDAL looks there for the parameters, and does not read templates."""
    paths = {
        "/": _get("Where to begin"),
        "/conformance": _get("What of the standard is kept"),
        "/collections": _get("The kinds of place"),
        "/sources": _get("The sources with their licences", "limit", "after"),
    }
    for id in COLLECTIONS:
        path = f"/collections/{id}"
        paths[path] = _get(f"About {id}")
        paths[f"{path}/items"] = _get(f"The {id} with their states", *WHICH, geojson=True)
        paths[f"{path}/items/{{featureId}}"] = _get(f"One of the {id}", "featureId", geojson=True)
    return paths


def _get(summary: str, *parameters: str, geojson: bool = False) -> Json:
    def answer(description: str, media_type: str, schema: Json) -> Json:
        return {"description": description, "content": {media_type: {"schema": schema}}}

    no = answer("What is wrong, and what to do", "application/json", {"$ref": "#/components/schemas/exception"})
    yes = answer(summary, "application/geo+json" if geojson else "application/json", _OBJECT)
    refused = {"400": no, "503": no} | ({"404": no} if "featureId" in parameters else {})
    named = [{"$ref": f"#/components/parameters/{name}"} for name in (*parameters, *WHEN, "f")]
    return {"get": {"summary": summary, "parameters": named, "responses": {"200": yes, **refused}}}


def _exception() -> Json:
    return {"type": "object", "required": ["code"], "properties": {"code": _TEXT, "description": _TEXT}}


def _parameters() -> Json:
    most = limits.PAGE_ITEMS_MAX
    return {
        "featureId": _in("path", _TEXT, "The id of a place"),
        "datetime": _in("query", _TEXT, "The end of this day; of an interval its last; an open end, or none, is today"),
        "knownOn": _in("query", _DAY, "Leave out what became known after the end of this day (UTC)"),
        "knownAt": _in("query", _MOMENT, "Leave out what became known after this moment; in place of knownOn"),
        "position": _in("query", {"type": "integer", "minimum": 0}, "Leave out what was recorded after this position"),
        "policy": _in("query", {**_TEXT, "enum": [*Policy]}, "How to choose between claims"),
        "token": _in("query", _TEXT, "The token of a snapshot, in place of the five before it"),
        "bbox": _in("query", {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
                    "West, south, east, north, degrees", explode=False, style="form"),
        "within": _in("query", _TEXT, "Only what lies in the place with this id"),
        "limit": _in("query", {"type": "integer", "minimum": 1, "maximum": most, "default": LIMIT_DEFAULT},
                     "How many at most", explode=False, style="form"),
        "after": _in("query", _TEXT, "Begin after this id"),
        "before": _in("query", _TEXT, "End before this id"),
        "f": _in("query", {**_TEXT, "enum": ["json", "geojson"]}, "The form of the answer: there is one"),
    }  # fmt: skip


def _in(where: str, schema: Json, description: str, **more: Any) -> Json:
    return {"in": where, "required": where == "path", "schema": schema, "description": description, **more}
