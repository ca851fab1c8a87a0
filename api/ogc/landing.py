"""Where a client begins: the landing page, what of the standard is kept, and the sources behind it all."""

from api.ogc import definition, parameters
from api.ogc.asking import Answer, Asking
from service.exporting import terms
from store.read import sources

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
KEPT = ("core", "oas30", "geojson")


async def landing(asking: Asking) -> Answer:
    parameters.placed(asking)
    link, url = asking.link, asking.onwards
    links = [
        asking.self_link(),
        link("service-desc", url("/api"), "How to ask: OpenAPI 3.0", OPENAPI),
        link("conformance", url("/conformance"), "What of the standard is kept"),
        link("data", url("/collections"), "The kinds of place"),
        link("license", url("/sources"), "The sources, with their licences and attributions"),
    ]
    return Answer({"title": definition.TITLE, "description": definition.ABOUT, "links": links})


async def conformance(asking: Asking) -> Answer:
    parameters.placed(asking)
    base = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
    return Answer({"conformsTo": [f"{base}/{one}" for one in KEPT]})


async def api(asking: Asking) -> Answer:
    parameters.placed(asking, OPENAPI)
    return Answer(definition.openapi(asking.url()), OPENAPI)


async def all_sources(asking: Asking) -> Answer:
    """The terms of every source, a page at a time."""
    given = asking.parameters("limit", "after")
    when, first = parameters.when(asking, given), parameters.limit(given)
    asking.keep(when.pin)
    found = await sources.list_sources(
        asking.conn, position=when.at.position, after=given.get("after"), first=first + 1
    )
    links = [asking.self_link()]
    if len(found) > first:
        key = {"limit": given.get("limit"), "after": found[first - 1].id}
        following = asking.url("/sources", **parameters.in_query(when), **key)
        links.append(asking.link("next", following, "The next page"))
    return Answer({"links": links, "sources": [terms.terms_of(row) for row in found[:first]]})
