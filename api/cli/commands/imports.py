"""`timeline imports`: which files were loaded, and what of them stands."""

from api.cli import options
from api.cli.ask import Client, answer
from api.cli.output.console import err, out, table
from api.cli.output.json_value import Json
from domain.values import knowledge

COUNTS = ("new", "corrected", "described", "refused", "standing")


def imports(first: options.First = 20, json: options.Json = False, database: options.Database = None) -> None:
    """List the files that were loaded, the newest first.

    The number of an import is the position of its first event in the log.
    Its edition is the day or the moment from which it was known. Standing are
    the claims that nothing has corrected or retracted since. One that is not
    whole is being loaded, or was broken off: load the file again, and it goes
    on; or take it back.

    Example:

    \b
      timeline imports
      timeline import --undo 41 --dry-run    (what taking one back would do)
    """

    async def ask(client: Client) -> Json:
        page = (await client.ask("imports", first=first))["imports"]
        return {**page["pageInfo"], "imports": page["nodes"]}

    answer(database, ask, json, _print)


def _print(result: Json) -> None:
    if not result["imports"]:
        err().print("Nothing was imported yet.")
        return
    rows = table("import", "file", "recorded (UTC)", "by", "edition", *COUNTS, right=("import", *COUNTS))
    for each in result["imports"]:
        counts = ("-" if each[name] is None else f"{each[name]:,}" for name in COUNTS)
        recorded = each["recordedAt"][:16].replace("T", " ")
        name = (each["file"] or "") + ("" if each["isWhole"] else " (not whole)")
        rows.add_row(each["id"], name, recorded, each["recordedBy"], _edition(each), *counts)
    out().print(rows, soft_wrap=False)
    if result["hasNextPage"]:
        err().print("There are older ones: --first N shows more")


def _edition(each: Json) -> str:
    if each["knownFrom"] is None:
        return "-"
    first, last = (knowledge.written(knowledge.moment(each[name])) for name in ("knownFrom", "knownTo"))
    return first if first == last else f"{first} to {last}"
