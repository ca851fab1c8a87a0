"""Descriptions of the arguments, each written once: the same name asks for the same thing wherever it stands."""

ARGUMENTS = {
    "after": "Cursor of the last item that you have: the page begins after it. Null: from the beginning.",
    "asOf": "The civil day at the place: the answer is the state at the end of that day.",
    "certainty": "Only places whose state has this certainty.",
    "code": "A code of the place, instead of its id.",
    "date": "The civil day at the place: the answer is the state at the end of that day.",
    "destination": "Id of a place: only people who went to it or to anything in it. Null: to any place.",
    "dryRun": "Only say what would change: the answer is a DryRun, or the refusal that recording would meet.",
    "edition": "Only places that have a code in this edition of a gazetteer. Null: all places.",
    "event": "Id of the event.",
    "events": "The batch: recorded completely or not at all.",
    "expectedPosition": "Record only if the log still ends here. Null: wherever it ends.",
    "filter": "Only events for which all of this holds. Null: all events.",
    "first": "How many items to give at most.",
    "from": "The first civil day of the period, at the place. Where it may be null: from the beginning.",
    "group": "Only people of this group. Null: of all groups.",
    "holder": "Only places held by the actor with this id.",
    "id": "Id of the place or the event.",
    "idempotencyKey": "Your own key for this write: the same key and content, sent again, are recorded once.",
    "ids": "The `id` of each. 1,000 at most.",
    "intervalMs": "Milliseconds from one frame to the next.",
    "kind": "Only places of this kind. Where it may be null: of all kinds.",
    "kinds": "What happened to the people: one total for all of these. Null: a total for each set reported together.",
    "knownAt": "Only what was known by this moment counts: give it or `knownOn`. Null: everything known.",
    "knownOn": "Only what was known by the end of this day (UTC) counts. Null: everything known.",
    "level": "Only places held at this level.",
    "name": "The name as the report wrote it, in any spelling or script.",
    "on": "The civil day on which places are described. Null: as last described.",
    "outlines": "Whether to give the outline of each place too.",
    "origin": "Id of a place: only people who left it or anything in it. Null: any place.",
    "party": "Id of the actor that the casualties belong to. Null: any.",
    "place": "Id of the place.",
    "policy": "The rules by which claims become a state: docs/resolution.md.",
    "position": "Only the log up to this position counts. Null: all of it.",
    "published": "The day on which it was published, known from its end (UTC). Null: the moment of recording.",
    "publishedAt": "The moment at which it was published: give it or `published`. Null: the day, if that is given.",
    "reason": "The reason, for readers of the log.",
    "releaseAt": "The embargo: until this moment only those may open it who read the record. Null: there is none.",
    "replacement": "The whole event as it should have been.",
    "source": "Id of the source that the retraction is taken from. Null: none.",
    "status": "Only places with this status. UNKNOWN: nobody reports it, or the reports are in dispute.",
    "step": "The time from one answer to the next.",
    "to": "The last civil day of the period, included. Where it may be null: without an end.",
    "token": "The `token` of a snapshot.",
    "via": "Id of a place: only people who went by way of it or of anything in it. Null: by any way.",
    "visibility": "Who may open it, once its embargo is over: docs/visibility.md.",
    "within": "Id of a place, or a name that one place has: only what is about it or anything in it. Null: everywhere.",
}
EXCEPTIONS = {
    (
        "CrossingTotal",
        "byWay",
        "kind",
    ): "Add up by the places of this kind that the ways lie in. Null: by the ways as they were reported.",
    ("Query", "actor", "id"): "Id of the actor.",
    ("Query", "actors", "name"): "The name, or how it begins, in any spelling or script. Null: all actors.",
    ("Query", "diff", "from"): "Coordinates of the first snapshot.",
    ("Query", "diff", "to"): "Coordinates of the second snapshot.",
    ("Query", "events", "after"): "Only events after this position of the log. Null: from the first.",
    (
        "Query",
        "casualties",
        "within",
    ): "Id of a place: only people who came to harm in it or in anything in it. Null: any.",
    (
        "Query",
        "activity",
        "from",
    ): "The first day: for `occurred` a civil day at the place, for the others a day in UTC. Null: from the beginning.",
    ("Query", "activity", "to"): "The last day, included, by the same clocks. Null: without an end.",
    ("Query", "activity", "step"): "The days that are counted together.",
    ("Query", "gazetteer", "on"): "The civil day at each place: those that exist on it, as they are described for it. "
    "Null: every place, as described last.",
    ("Query", "node", "id"): "The `id` of anything that has one.",
    ("Query", "places", "name"): "The name, or how it begins, in any spelling or script. Null: all places.",
    ("Query", "sources", "text"): "Words of the source, or how they begin, in any order. Null: all sources.",
    ("Query", "measure", "id"): "Id of the series: what is measured.",
    (
        "Query",
        "replay",
        "position",
    ): "Only the log up to this position counts. Null: on the first page all of it, on later "
    "pages the log up to the position that the first page was answered at.",
    ("Snapshot", "event", "id"): "Id of the event.",
    ("Subscription", "events", "after"): "Only events after this position of the log. Null: from the first.",
}
CLAIMS = {
    (owner, field)
    for owner, fields in {
        "Alternative": ("claims", "views"),
        "Period": ("basis", "basisViews"),
        "PlaceState": ("basis", "basisViews"),
        "PlaceStatus": ("basis", "basisViews", "alternatives", "alternativeViews"),
        "StatusPeriod": ("basis", "basisViews", "alternatives", "alternativeViews"),
    }.items()
    for field in fields
}
"""Lists that are paged by the ids of their claims and not by cursors."""


def description(type_name: str, field: str, argument: str) -> str | None:
    """What an argument means; None where it has no description yet."""
    if argument == "after" and (type_name, field) in CLAIMS:
        return "Id of the last claim that you have, of its event. Null: from the latest."
    return EXCEPTIONS.get((type_name, field, argument)) or ARGUMENTS.get(argument)
