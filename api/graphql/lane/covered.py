"""What the compiled lane answers, as data: the fields of each type. A test holds docs/graphql-lane.md against it.

Everything else is left to graphql-core: other fields and roots, directives, mutations, subscriptions and introspection;
every answer that has an error or a warning; places and actors that are not on record under their id; and positions
before the head at which the places asked for, or any description, were not yet what they are now.
"""

from collections.abc import Mapping

_HELD = (
    "level",
    "certainty",
    "levelCertainty",
    "since",
    "manner",
    "lastWord",
    "basisVoices",
    "basisCount",
    "holder",
    "alternatives",
    "why",
)

COVERED: Mapping[str, tuple[str, ...]] = {
    "Query": ("log", "asOf", "snapshot", "place", "series", "seriesRows", "periodRows", "diff", "replay"),
    "Log": ("head", "recordedAt", "projection"),
    "Snapshot": (
        "id",
        "date",
        "knownOn",
        "knownAt",
        "position",
        "policy",
        "token",
        "place",
        "places",
        "frame",
        "tally",
    ),
    "PlaceStateConnection": ("nodes", "edges", "pageInfo", "totalCount"),
    "PlaceStateEdge": ("cursor", "node"),
    "PageInfo": ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"),
    "PlaceState": ("id", "place", "status", "history", *_HELD),
    "PlaceStatus": ("status", "direction", "certainty", "since", "lastWord", "why"),
    "Alternative": ("level", "voices", "holder", "claimCount"),
    "Why": ("rule", "text"),
    "Actor": ("id", "name", "kind", "side"),
    "Place": (
        "id",
        "kind",
        "name",
        "names",
        "codes",
        "longitude",
        "latitude",
        "existsFrom",
        "existsTo",
        "describedFrom",
        "parent",
        "successorOf",
        "state",
        "history",
    ),
    "PlaceName": ("text", "language", "script", "preferred"),
    "PlaceCode": ("scheme", "edition", "code", "validFrom", "validTo"),
    "Tally": ("denominator", "rows", "statuses"),
    "TallyRow": ("level", "count", "holder"),
    "StatusCount": ("status", "count"),
    "PeriodConnection": ("nodes", "edges", "pageInfo", "totalCount"),
    "PeriodEdge": ("cursor", "node"),
    "Period": ("from", "to", *_HELD),
    "SeriesPoint": ("date", "denominator", "rows", "statuses"),
    "SeriesRow": ("date", "holder", "holderName", "level", "low", "high", "denominator"),
    "PeriodRow": ("place", "name", "from", "to", "holder", "holderName", "level", "certainty"),
    "Diff": ("from", "to", "places"),
    "PlaceChange": ("place", "before", "after", "cause"),
    "FrameConnection": ("nodes", "edges", "pageInfo", "totalCount"),
    "FrameEdge": ("cursor", "node"),
    "Frame": ("date", "position", "full", "places", "gone"),
    "Count": ("low", "best", "high", "qualifier", "verbatim"),
}
