"""Questions at every door of a server, as somebody would ask them who wants to find out what is not meant for him."""

from tests.support.asking import Api
from tests.support.graphql_fields import EVENT_FIELDS, SNAPSHOT_FIELDS

DAY = "2021-06-23"
_QUERIES = [
    "{ log { head recordedAt firstKnown lastKnown countries { id } kinds { kind } root } }",
    f"{{ events(first: 100) {{ totalCount pageInfo {{ endCursor hasNextPage }} nodes {{ {EVENT_FIELDS} }} }} }}",
    f'{{ asOf(date: "{DAY}") {{ {SNAPSHOT_FIELDS.replace("places {", "places(first: 100) {")} }} }}',
    f'{{ asOf(date: "{DAY}", knownOn: "{DAY}") {{ token stateHash frame }} }}',
    f'{{ asOf(date: "{DAY}", policy: LATEST) {{ stateHash places {{ totalCount nodes {{ place {{ name }} level }} }} }} }}',
    f'{{ diff(from: {{ date: "2021-06-20" }}, to: {{ date: "{DAY}" }}) {{ places {{ cause place {{ id }} }} }} }}',
    f'{{ series(from: "2021-06-20", to: "{DAY}", within: "af") {{ date denominator rows {{ level count {{ low high }} }} }} }}',
    f'{{ replay(from: "2021-06-20", to: "{DAY}") {{ totalCount nodes {{ date places {{ id level }} }} }} }}',
    '{ beliefs(place: "af-imam-sahib", date: "2021-06-23") { totalCount nodes { knownFrom state { level certainty } events { id } } } }',
    '{ place(id: "af-imam-sahib") { name history { totalCount nodes { from level basisCount basis { id } } } } events(filter: { place: "af-imam-sahib" }) { totalCount } }',
    "{ places(first: 50) { totalCount nodes { id name } } sources { totalCount nodes { id name } } actors { totalCount nodes { id name } } }",
    '{ places(name: "Kestrel") { nodes { id } } resolvePlace(name: "Kestrel") { place { id } } }',
    '{ sources(text: "kestrel") { nodes { id } } actors(name: "kestrel") { nodes { id } } }',
    f'{{ casualties(from: "2021-06-01", to: "{DAY}", within: "af") {{ kinds count {{ low high }} claims {{ id }} byDay {{ date }} }} }}',
    f'{{ crossings(from: "2021-06-01", to: "{DAY}") {{ count {{ low high }} byDay {{ date }} }} }}',
    '{ activity(from: "2021-06-01", to: "2021-07-01", within: "af") }',
    "{ imports { totalCount nodes { firstPosition lastPosition } } measures { totalCount } }",
    '{ hidden: event(id: "kestrel-1") { id } of: event(id: "kestrel-2") { id } source: node(id: "kestrel") { id } }',
    '{ nodes(ids: ["kestrel-1", "kestrel", "af-imam-sahib"]) { id } actor(id: "kestrel") { id } }',
    '{ events(filter: { source: "kestrel" }) { totalCount nodes { id } } }',
    '{ event(id: "public-1") { id proof { leafHash size hashes root payload leaf } } }',
    "{ log { consistencyProof(from: 1, to: 3) } }",
    "{ events(first: 100, filter: { withheldFrom: PUBLIC }) { totalCount nodes { id disclosure { visibility } } } }",
    '{ a: event(id: "public-1") { disclosure { visibility } } b: event(id: "public-4") { disclosure { setBy } } }',
    f'{{ asOf(date: "{DAY}", position: 9) {{ stateHash }} }}',
    f'{{ asOf(date: "{DAY}", position: 10000) {{ stateHash }} }}',
    "{ writer { name mayWrite tokenNeeded } }",
    "{ nothing }",
    'mutation { retract(event: "kestrel-1", reason: "r", idempotencyKey: "k") { __typename ... on Denied { code message } } }',
]
_PATHS = [
    "/healthz",
    "/about",
    "/ogc",
    "/ogc/collections",
    "/ogc/collections/districts/items?limit=100",
    "/ogc/collections/districts/items/af-imam-sahib",
    "/place",
    "/place/af-imam-sahib",
    "/place/af-imam-sahib/history.csv",
    "/place?search=kestrel",
    "/event",
    "/event?source=kestrel",
    "/event.csv",
    "/event/kestrel-1",
    "/event/public-1",
    "/source",
    "/source/kestrel",
    "/actor/kestrel",
    "/metrics",
]


async def everything_asked(api: Api, **headers: str) -> list[tuple[str, int, dict[str, str], bytes]]:
    """Every question with its status, the headers of its answer and its body."""
    found = []
    for query in _QUERIES:
        response = await api.client.post("/graphql", json={"query": query}, headers=headers)
        found.append((query, response.status_code, dict(response.headers), response.content))
    for path in _PATHS:
        response = await api.client.get(path, headers=headers)
        found.append((path, response.status_code, dict(response.headers), response.content))
    return found
