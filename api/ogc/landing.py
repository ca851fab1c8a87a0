"""Where a client begins: the landing page, what of the standard is kept, and the sources behind it all."""

from api.ogc import definition, parameters
from api.ogc.feature_request import Answer, FeatureRequest
from service.exporting import terms
from store.read import sources

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
KEPT = ("core", "oas30", "geojson")


async def landing(request: FeatureRequest) -> Answer:
    parameters.placed(request)
    link, url = request.link, request.onwards
    links = [
        request.self_link(),
        link("service-desc", url("/api"), "How to ask: OpenAPI 3.0", OPENAPI),
        link("conformance", url("/conformance"), "What of the standard is kept"),
        link("data", url("/collections"), "The kinds of place"),
        link("license", url("/sources"), "The sources, with their licences and attributions"),
    ]
    return Answer({"title": definition.TITLE, "description": definition.ABOUT, "links": links})


async def conformance(request: FeatureRequest) -> Answer:
    parameters.placed(request)
    base = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
    return Answer({"conformsTo": [f"{base}/{name}" for name in KEPT]})


async def api(request: FeatureRequest) -> Answer:
    parameters.placed(request, OPENAPI)
    return Answer(definition.openapi(request.url()), OPENAPI)


async def all_sources(request: FeatureRequest) -> Answer:
    """The terms of every source, a page at a time."""
    given = request.parameters("limit", "after")
    when, first = parameters.when(request, given), parameters.limit(given)
    request.keep(when.pin)
    rows = await sources.list_sources(
        request.conn, position=when.at.position, after=given.get("after"), first=first + 1
    )
    links = [request.self_link()]
    if len(rows) > first:
        key = {"limit": given.get("limit"), "after": rows[first - 1].id}
        following = request.url("/sources", **parameters.in_query(when), **key)
        links.append(request.link("next", following, "The next page"))
    return Answer({"links": links, "sources": [terms.terms_of(row) for row in rows[:first]]})
