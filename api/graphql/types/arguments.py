"""Descriptions of the arguments, each written once: the same name asks for the same thing wherever it stands."""

ARGUMENTS = {
    "after": "Cursor of the last item that you have: the page begins after it. Null: from the beginning.",
    "asOf": "The civil day at the place; the answer is that of its end.",
    "certainty": "Only places whose state has this certainty.",
    "code": "A code of the place, instead of its id.",
    "date": "The civil day at the place; the answer is that of its end.",
    "destination": "Id of the place that they went to, or of one around it. Null: any.",
    "edition": "Only places with a code in this edition of a gazetteer. Null: all places.",
    "event": "Id of the event.",
    "events": "The batch: recorded completely or not at all.",
    "expectedPosition": "Record only if the log still ends here. Null: wherever it ends.",
    "filter": "Only events that fit. Null: all events.",
    "first": "How many items to give at most.",
    "from": "The first civil day asked for, at the place. Null, where it may be: no beginning.",
    "group": "Only this group of people. Null: all.",
    "holder": "Only places held by the actor with this id.",
    "id": "Id of what is asked for.",
    "idempotencyKey": "Your own key for this write: sent again with the same content, it is not recorded twice.",
    "intervalMs": "Milliseconds from one frame to the next.",
    "kind": "Only places of this kind. Null, where it may be: all kinds.",
    "kinds": "What happened to the people: one total for all of these. Null: a total for each set reported together.",
    "knownOn": "Only what was published by the end of this day (UTC) counts. Null: everything published.",
    "level": "Only places held at this level.",
    "name": "The name as the report wrote it, in any spelling or script.",
    "on": "The civil day for which places are described. Null: as described last.",
    "origin": "Id of the place that they left, or of one around it. Null: any.",
    "party": "Id of the actor that the casualties belong to. Null: any.",
    "place": "Id of the place.",
    "policy": "The rule by which claims become a state.",
    "position": "Only the log up to this position counts. Null: all of it.",
    "published": "The day on which the source said so; `knownOn` filters on it. Null: the day of recording.",
    "reason": "Why, for those who read the log later.",
    "replacement": "The whole event as it should have been.",
    "source": "Id of the source that says so. Null: none.",
    "step": "How far apart the days are.",
    "to": "The last civil day asked for, included. Null, where it may be: no end.",
    "token": "The `token` of a snapshot.",
    "via": "Id of a place on the way, or of one around it. Null: any.",
    "within": "Id of the place to look in; it counts as well. Null: everywhere.",
}
EXCEPTIONS = {
    ("Alternative", "claims", "after"): "Id of the last claim that you have. Null: from the latest.",
    ("CrossingTotal", "byWay", "kind"): "Add up by the places of this kind around the ways. Null: as they were named.",
    ("Period", "basis", "after"): "Id of the last claim that you have. Null: from the latest.",
    ("PlaceState", "basis", "after"): "Id of the last claim that you have. Null: from the latest.",
    ("Query", "diff", "from"): "Coordinates of the first snapshot.",
    ("Query", "diff", "to"): "Coordinates of the second snapshot.",
    ("Query", "events", "after"): "Only events after this position of the log. Null: from the first.",
    ("Query", "measure", "id"): "Id of the series: what is measured.",
    ("Subscription", "events", "after"): "Only events after this position of the log. Null: from the first.",
}


def description(type_name: str, field: str, argument: str) -> str | None:
    """What an argument means; None where it has no description yet."""
    return EXCEPTIONS.get((type_name, field, argument)) or ARGUMENTS.get(argument)
