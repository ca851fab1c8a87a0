"""Published series for people and for spreadsheets, from the facts of api/cli/commands/measure.py."""

from api.cli.output import numbers, words
from api.cli.output.console import err, out, table
from api.cli.output.json_value import Json
from api.cli.output.table_csv import print_csv


def _title(found: Json) -> str:
    where, known = words.holder(found["place"]), words.as_known(found)
    return f"{found['measure']}, {where}, {known}, log position {found['position']}"


def print_points(found: Json) -> None:
    if not _has_points(found):
        return
    most = numbers.largest([point["count"] for point in found["points"]])
    rows = table("measured", "count", "", "revised", "who says so", right=("count", "revised"))
    for point in found["points"]:
        count = numbers.in_words(point["count"])
        tellers = dict.fromkeys(words.publisher(event) for event in point["events"])
        said = f"disputed: {_each_number(point)}" if point["disputed"] else ", ".join(tellers)
        rows.add_row(point["occurred"], count, numbers.bar(point["count"], most), str(point["revisions"] or ""), said)
    out().print(rows, soft_wrap=False)


def _each_number(point: Json) -> str:
    return "; ".join(f"{words.publisher(event)} {numbers.in_words(_number_of(event))}" for event in point["events"])


def _number_of(event: Json) -> Json:
    return words.content(event)["count"]


def print_history(found: Json) -> None:
    if not _has_points(found):
        return
    rows = table("measured", "known from", "count", "source", "event", right=("count",))
    for point, one in _revisions(found):
        source = words.publisher(one)
        rows.add_row(point["occurred"], one["knownFrom"], numbers.in_words(one["count"]), source, one["event"]["id"])
    out().print(rows, soft_wrap=False)


def _revisions(found: Json) -> list[tuple[Json, Json]]:
    return [(point, one) for point in found["points"] for one in point["history"]]


def _has_points(found: Json) -> bool:
    out().print(_title(found), style="bold")
    if not found["points"]:
        err().print("No values for these days, as far as was known.")
    return bool(found["points"])


def print_csv_points(found: Json) -> None:
    columns = ("measure", "place", "date", "occurred", "low", "best", "high", "qualifier", "disputed", "published")
    print_csv(
        (*columns, "revisions", "sources"),
        (
            (
                found["measure"],
                found["place"]["id"],
                point["date"],
                point["occurred"],
                *(point["count"][name] for name in ("low", "best", "high", "qualifier")),
                str(point["disputed"]).lower(),
                point["published"],
                point["revisions"],
                " ".join(event["source"]["id"] for event in point["events"] if event["source"]),
            )
            for point in found["points"]
        ),
    )


def print_csv_history(found: Json) -> None:
    print_csv(
        ("measure", "place", "occurred", "knownFrom", "low", "best", "high", "qualifier", "source", "event"),
        (
            (
                found["measure"],
                found["place"]["id"],
                point["occurred"],
                one["knownFrom"],
                *((one["count"] or {}).get(name) for name in ("low", "best", "high", "qualifier")),
                one["source"] and one["source"]["id"],
                one["event"]["id"],
            )
            for point, one in _revisions(found)
        ),
    )


def print_list(found: Json) -> None:
    if not found["measures"]:
        err().print("No series yet: record events of the type MeasureReported.")
        return
    rows = table("id", "place", "from", "to", "reports", "sources", right=("reports",))
    for one in found["measures"]:
        place, sources = words.holder(one["place"]), ", ".join(source["id"] for source in one["sources"])
        rows.add_row(one["id"], place, one["from"], one["to"], str(one["reports"]), sources)
    out().print(rows, soft_wrap=False)


def print_csv_list(found: Json) -> None:
    print_csv(
        ("id", "place", "from", "to", "reports", "sources"),
        (
            (
                one["id"],
                one["place"]["id"],
                one["from"],
                one["to"],
                one["reports"],
                " ".join(source["id"] for source in one["sources"]),
            )
            for one in found["measures"]
        ),
    )
