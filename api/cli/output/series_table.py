"""Published series for people and for spreadsheets, from the facts of api/cli/commands/measure.py."""

from api.cli.output import numbers, words
from api.cli.output.console import err, out, table
from api.cli.output.json_value import Json
from api.cli.output.table_csv import print_csv


def _title(result: Json) -> str:
    where, known = words.holder(result["place"]), words.as_known(result)
    return f"{result['measure']}, {where}, {known}, log position {result['position']}"


def print_points(result: Json) -> None:
    if not _has_points(result):
        return
    most = numbers.largest([point["count"] for point in result["points"]])
    rows = table("measured", "count", "", "revised", "who says so", right=("count", "revised"))
    for point in result["points"]:
        count = numbers.in_words(point["count"])
        tellers = dict.fromkeys(words.publisher(event) for event in point["events"])
        said = f"disputed: {_each_number(point)}" if point["disputed"] else ", ".join(tellers)
        rows.add_row(point["occurred"], count, numbers.bar(point["count"], most), str(point["revisions"] or ""), said)
    out().print(rows, soft_wrap=False)


def _each_number(point: Json) -> str:
    return "; ".join(f"{words.publisher(event)} {numbers.in_words(_number_of(event))}" for event in point["events"])


def _number_of(event: Json) -> Json:
    return words.content(event)["count"]


def print_history(result: Json) -> None:
    if not _has_points(result):
        return
    rows = table("measured", "known from", "count", "source", "event", right=("count",))
    for point, revision in _revisions(result):
        source = words.publisher(revision)
        rows.add_row(
            point["occurred"],
            revision["knownFrom"],
            numbers.in_words(revision["count"]),
            source,
            revision["event"]["id"],
        )
    out().print(rows, soft_wrap=False)


def _revisions(result: Json) -> list[tuple[Json, Json]]:
    return [(point, revision) for point in result["points"] for revision in point["history"]]


def _has_points(result: Json) -> bool:
    out().print(_title(result), style="bold")
    if not result["points"]:
        err().print("No values for these days, as far as was known.")
    return bool(result["points"])


def print_csv_points(result: Json) -> None:
    columns = ("measure", "place", "date", "occurred", "low", "best", "high", "qualifier", "disputed", "published")
    print_csv(
        (*columns, "revisions", "sources"),
        (
            (
                result["measure"],
                result["place"]["id"],
                point["date"],
                point["occurred"],
                *(point["count"][name] for name in ("low", "best", "high", "qualifier")),
                str(point["disputed"]).lower(),
                point["published"],
                point["revisions"],
                " ".join(event["source"]["id"] for event in point["events"] if event["source"]),
            )
            for point in result["points"]
        ),
    )


def print_csv_history(result: Json) -> None:
    print_csv(
        ("measure", "place", "occurred", "knownFrom", "low", "best", "high", "qualifier", "source", "event"),
        (
            (
                result["measure"],
                result["place"]["id"],
                point["occurred"],
                revision["knownFrom"],
                *((revision["count"] or {}).get(name) for name in ("low", "best", "high", "qualifier")),
                revision["source"] and revision["source"]["id"],
                revision["event"]["id"],
            )
            for point, revision in _revisions(result)
        ),
    )


def print_list(result: Json) -> None:
    if not result["measures"]:
        err().print("No series yet: record events of the type MeasureReported.")
        return
    rows = table("id", "place", "from", "to", "reports", "sources", right=("reports",))
    for series in result["measures"]:
        place, sources = words.holder(series["place"]), ", ".join(source["id"] for source in series["sources"])
        rows.add_row(series["id"], place, series["from"], series["to"], str(series["reports"]), sources)
    out().print(rows, soft_wrap=False)


def print_csv_list(result: Json) -> None:
    print_csv(
        ("id", "place", "from", "to", "reports", "sources"),
        (
            (
                series["id"],
                series["place"]["id"],
                series["from"],
                series["to"],
                series["reports"],
                " ".join(source["id"] for source in series["sources"]),
            )
            for series in result["measures"]
        ),
    )
