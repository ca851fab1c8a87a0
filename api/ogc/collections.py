"""The collections: one for each kind of place."""

from datetime import date

from api.ogc import parameters
from api.ogc.feature_request import GEOJSON, Answer, FeatureRequest, Json
from api.ogc.refusals import absent
from domain.geo.boxes import Box
from domain.values.terms import PlaceKind
from store.read import features

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
COLLECTIONS = {
    "countries": PlaceKind.COUNTRY,
    "provinces": PlaceKind.PROVINCE,
    "districts": PlaceKind.DISTRICT,
    "subdistricts": PlaceKind.SUBDISTRICT,
    "district-centres": PlaceKind.DISTRICT_CENTRE,
    "populated-places": PlaceKind.POPULATED_PLACE,
    "border-crossing-points": PlaceKind.BORDER_CROSSING_POINT,
    "border-segments": PlaceKind.BORDER_SEGMENT,
    "bases": PlaceKind.BASE,
}


def kind_of(id: str) -> PlaceKind:
    """Raises Refusal."""
    if id not in COLLECTIONS:
        raise absent(f"there is no such collection: take one of {', '.join(COLLECTIONS)}")
    return COLLECTIONS[id]


async def collections(request: FeatureRequest) -> Answer:
    at = parameters.placed(request).at
    boxes, first = await _extent(request, at.position)
    entries = [_collection(request, id, boxes.get(kind), first) for id, kind in COLLECTIONS.items()]
    return Answer({"links": [request.self_link()], "collections": entries})


async def collection(request: FeatureRequest) -> Answer:
    id = request.http.path_params["collection"]
    kind, at = kind_of(id), parameters.placed(request).at
    boxes, first = await _extent(request, at.position)
    return Answer(_collection(request, id, boxes.get(kind), first))


async def _extent(request: FeatureRequest, position: int) -> tuple[dict[PlaceKind, Box | None], date | None]:
    return await features.extents(request.conn, position), await features.first_day(request.conn, position)


def _collection(request: FeatureRequest, id: str, box: Box | None, first: date | None) -> Json:
    title = id.replace("-", " ").capitalize()
    path = f"/collections/{id}"
    extent: Json = {"temporal": {"interval": [[first and f"{first}T00:00:00Z", None]]}}
    if box:
        extent["spatial"] = {"bbox": [[*box]], "crs": CRS84}
    return {
        "id": id,
        "title": title,
        "description": f"{title}, each with who holds it at the end of a day (`datetime`), how surely, and who says so",
        "itemType": "feature",
        "crs": [CRS84],
        "extent": extent,
        "links": [
            request.link("self", request.onwards(path), title),
            request.link("items", request.onwards(f"{path}/items"), f"{title} as GeoJSON", GEOJSON),
            request.link("license", request.onwards("/sources"), "The sources, with their licences and attributions"),
        ],
    }
