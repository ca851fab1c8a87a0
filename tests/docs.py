"""What the docs show is made by asking: `make docs` writes it, and tests/test_docs.py refuses what no longer holds.

Between `<!-- run: COMMAND -->` and `<!-- end -->` stands the command with what it prints; between
`<!-- questions -->` and `<!-- end -->` the sample's questions with their answers; likewise settings and events. Between
`<!-- answer -->` and `<!-- end -->` stands the answer to the GraphQL question before it, between `<!-- stream -->` and
`<!-- end -->` what it streams; between `<!-- file: PATH -->` and `<!-- end -->` a file that the tests run. What stands
between `<!-- given: NAME -->` and `<!-- end -->` lies in the reader's folder under that name. Between
`<!-- get: PATH -->` and `<!-- end -->` stands the JSON at that address of the server. Between
`<!-- session: COMMAND -->` and `<!-- end -->` stands what somebody sees who answers as it is shown there, and between
`<!-- written: NAME -->` and `<!-- end -->` a file that came of it.
"""

import asyncio
import json
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.graphql import schema
from api.settings import Settings
from domain.events import TYPES, Claim, interchange
from sample import queries
from tests.support.repository import ROOT
from tests.support.terminal_sessions import answers_in, at_terminal, in_script

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WIDTH = 64
SERVER = "http://127.0.0.1:8000"
WITH_BOM = " with a byte order mark"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_QUESTION = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
_BLOCK = re.compile(r"<!-- (?P<what>[^>]*?) -->\n(?P<shown>.*?)<!-- end -->\n", re.DOTALL)


def compact(value: Any, indent: str = "") -> str:
    """JSON with everything that fits in a line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {compact(inner, deeper)}" for key, inner in value.items()]
    else:
        parts = [compact(inner, deeper) for inner in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(parts) + f"\n{indent}{closing}"


class Folder:
    """A reader's folder: the sample is loaded, the README's own lines lie there, and the gazetteer's list."""

    def __init__(self, path: Path, like: "Folder | None" = None):
        """`like`: one that is copied, where nobody has changed it; to load the sample anew takes seconds."""
        self.path = path
        if like:
            shutil.copytree(like.path, path, dirs_exist_ok=True)
        else:
            self._fill(path)

    def _fill(self, path: Path) -> None:
        [lines] = re.findall(r"```jsonl\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
        (path / "events.jsonl").write_text(lines, "utf-8")
        [rows] = re.findall(r"```csv\n(.*?)```", (ROOT / "docs" / "gazetteer.md").read_text("utf-8"), re.DOTALL)
        (path / "edition-2024.csv").write_text(rows, "utf-8")
        sample = sorted((ROOT / "sample" / "afghanistan-2021").glob("*.jsonl"))
        self.run(shlex.join(["timeline", "import", *map(str, sample)]))

    def run(self, command: str) -> str:
        """What the command prints here; a command that fails is an error of the docs."""
        done = in_script(self.path, command, COLUMNS="120", NO_COLOR="1")
        if done.exit_code:
            raise AssertionError(f"{command}\n{done.output}")
        return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def asked(folder: Folder, method: str, path: str, **request: Any) -> str:
    """What the server says, all of it."""
    from api.app import create_app

    async def ask() -> str:
        import httpx2

        # Some pages show dry runs, which take the right to record.
        settings = Settings(database_url=f"sqlite:///{folder.path / 'timeline.db'}", open_writes=True)
        app = create_app(settings, clock=lambda: NOW)
        async with app.router.lifespan_context(app):
            client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=SERVER)
            async with client:
                return (await client.request(method, path, **request)).text

    return asyncio.run(ask())


def graphql(folder: Folder, query: str, accept: str) -> str:
    return asked(folder, "POST", "/graphql", json={"query": query}, headers={"accept": accept})


def get(folder: Folder, path: str) -> str:
    """The JSON at an address."""
    found = json.loads(asked(folder, "GET", path))
    if "code" in found:
        raise AssertionError(found)
    return compact(found) + "\n"


def answer(folder: Folder, query: str) -> str:
    """The `data` that the server gives, as it is shown."""
    found = json.loads(graphql(folder, query, "application/json"))
    if "errors" in found:
        raise AssertionError(found["errors"])
    return compact(found["data"]) + "\n"


def stream(folder: Folder, query: str) -> str:
    """The server-sent events of a subscription that ends by itself."""
    return graphql(folder, query, "text/event-stream").rstrip() + "\n"


def session(folder: Folder, command: str, shown: str) -> str:
    """What a terminal shows when somebody answers the questions of a command as in the session that is shown."""
    url = f"sqlite:///{folder.path / 'timeline.db'}"
    done = at_terminal(folder.path, command, answers_in(shown), TIMELINE_DATABASE_URL=url, COLUMNS="120", NO_COLOR="1")
    if done.exit_code:
        raise AssertionError(f"{command}\n{done.output}")
    return f"$ {command}\n" + "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def questions(folder: Folder) -> str:
    shown = (
        f"**{one.title}**\n\n```graphql\n{one.query}```\n\n```json\n{answer(folder, one.query)}```\n\n"
        for one in queries.questions()
    )
    return "\n" + "".join(shown)


def settings(_: Folder) -> str:
    rows = ["| variable | default | is |", "|---|---|---|"]
    described = Settings.model_json_schema()["properties"]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = str(default).replace("+aiosqlite", "")
        rows.append(
            f"| `TIMELINE_{name.upper()}` | {f'`{shown}`' if shown else ''} | {described[name]['description']} |"
        )
    return "\n" + "\n".join(rows) + "\n\n"


def events(_: Folder) -> str:
    """Every type of event with its own fields, from the models."""
    found = interchange.schema()["$defs"]
    shared = {field.alias for field in Claim.model_fields.values()} - {"occurred"}
    sections = []
    for name, model in TYPES.items():
        definition = found[name]
        rows = [
            f"| `{field}` | {'yes' if field in definition['required'] else ''} | {_kind(about)} |"
            for field, about in definition["properties"].items()
            if field not in shared | {"type", "version"}
        ]
        about = (model.__doc__ or "").strip() if "__doc__" in vars(model) and model.__doc__ else ""
        table = "\n".join(["| field | required | is |", "|---|---|---|", *rows])
        sections.append(f"### {name}\n\n{_flowing(about)}{table}\n\n")
    return "\n" + "".join(sections)


def _flowing(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part) + "\n\n" if text else ""


def _kind(about: dict[str, Any]) -> str:
    """A JSON Schema in a few words."""
    if "$ref" in about:
        return f"`{about['$ref'].rpartition('/')[2]}`"
    if "anyOf" in about or "oneOf" in about:
        kinds = [_kind(one) for one in about.get("anyOf") or about["oneOf"] if one.get("type") != "null"]
        return "one of the claims or registrations" if len(kinds) > 5 else " or ".join(dict.fromkeys(kinds))
    if about.get("type") == "array":
        return f"list of {_kind(about.get('items') or about['prefixItems'][0])}"
    return about.get("format") or about.get("type") or "any"


MAKERS: dict[str, Callable[[Folder], str]] = {"questions": questions, "settings": settings, "events": events}


def made(folder: Folder, what: str, before: str) -> str:
    """What belongs between the markers, after what stands before them."""
    if what == "answer":
        return f"\n```json\n{answer(folder, _QUESTION.findall(before)[-1])}```\n\n"
    if what == "stream":
        return f"\n```\n{stream(folder, _QUESTION.findall(before)[-1])}```\n\n"
    if what.startswith("run: "):
        command = what.removeprefix("run: ")
        return f"\n```console\n$ {command}\n{folder.run(command)}```\n\n"
    if what.startswith("written: "):
        name = what.removeprefix("written: ")
        return f"\n```{Path(name).suffix.lstrip('.')}\n{(folder.path / name).read_text('utf-8')}```\n\n"
    if what.startswith("file: "):
        file = ROOT / what.removeprefix("file: ")
        return f"\n```{file.suffix.lstrip('.').removeprefix('m')}\n{file.read_text('utf-8')}```\n\n"
    if what.startswith("get: "):
        path = what.removeprefix("get: ")
        return f"\n```console\n$ curl '{SERVER}{path}'\n{get(folder, path)}```\n\n"
    return MAKERS[what](folder)


def renewed(folder: Folder, page: str) -> str:
    """The page with everything between markers made anew, from top to bottom."""

    def anew(block: re.Match[str]) -> str:
        what = block["what"]
        if what.startswith("given: "):
            [lines] = re.findall(r"```\w+\n(.*?)```", block["shown"], re.DOTALL)
            name, _, bom = what.removeprefix("given: ").partition(WITH_BOM)
            (folder.path / name).write_text(lines, "utf-8-sig" if bom else "utf-8")
            return block.group()
        if what.startswith("session: "):
            shown = session(folder, what.removeprefix("session: "), block["shown"])
            return f"<!-- {what} -->\n\n```console\n{shown}```\n\n<!-- end -->\n"
        return f"<!-- {what} -->\n{made(folder, what, page[: block.start()])}<!-- end -->\n"

    return _BLOCK.sub(anew, page)


def main() -> None:
    with tempfile.TemporaryDirectory() as path:
        folder = Folder(Path(path))
        for one in queries.questions():
            (ROOT / "sample" / "queries" / f"{one.name}.json").write_text(answer(folder, one.query), "utf-8")
    for page in PAGES:
        # A folder of its own, as in the tests: what one page's commands store, another page's answers do not know.
        with tempfile.TemporaryDirectory() as path:
            page.write_text(renewed(Folder(Path(path)), page.read_text("utf-8")), "utf-8")
    (ROOT / "schema.graphql").write_text(schema.sdl(), "utf-8")


if __name__ == "__main__":
    main()
