"""A newsroom that writes about people who must not be known, through every door of a timeline."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from domain.events import interchange
from tests.support.builders import actor, asserted, cast, corrected, event, place, retracted, source
from tests.support.cli_runner import Cli, CompletedCommand

MAPPING = """
name = "calls"
source = "neutral"
published = "date"
[event]
type = "SituationAssessed"
occurred = "date"
place = { name = "town" }
assessment = "text"
note = "note"
"""
Records = list[Any]


class Newsroom:
    """The commands of one timeline and one vault. `printed` is everything that they have printed."""

    def __init__(self, url: str, folder: Path):
        self._cli = Cli(url, folder)
        self.folder, self.vault, self.key = folder, folder.parent / "vault", folder.parent / "desk.key"
        self.printed: list[str] = []

    def run(self, *words: object, code: int = 0, input: bytes | None = None) -> CompletedCommand:
        done = self._cli(*words, input=input)
        assert done.code == code, f"{words[0]} {words[1] if len(words) > 1 else ''}: {done.err}"
        self.printed += [done.out, done.err]
        return done

    def begin(self) -> None:
        self.run("import", self._file("cast.jsonl", cast()))

    def seal(self, texts: tuple[str, ...]) -> dict[str, str]:
        """By what each says, what stands in its place."""
        self.run("vault", "keygen", self.key)
        to = f"{self.key}.pub"
        return {
            text: self.run("vault", "seal", "--vault", self.vault, "--to", to, input=text.encode()).out.strip()
            for text in texts
        }

    def write(self, texts: Mapping[str, str]) -> None:
        """By the command line, JSON Lines and a table: what each of them is to say. The keys are short names."""
        lines = [each for name, text in texts.items() for each in about(f"file-{name}", text)]
        self.run("import", self._file("lines.jsonl", lines))
        for name, text in texts.items():
            self.run("record", "--json", input=_json(source(f"hand-{name}", name=text, publisher=text)).encode())
        self.run("import", self._table(texts), "--mapping", self._mapping())

    def mistake(self, texts: Mapping[str, str]) -> None:
        """Somebody takes the word for the deed: what is meant to be sealed is written out. All of it is refused."""
        lines = [{"type": "SourceRegistered", "source": name, "name": f"sealed:{text}"} for name, text in texts.items()]
        self.run("import", self._file("mistakes.jsonl", lines), code=1)
        for line in lines:
            self.run("record", "--json", code=1, input=json.dumps(line).encode())
        table = self._table({name: f"sealed:{text}" for name, text in texts.items()})
        self.run("import", table, "--mapping", self._mapping(), code=1)
        for name in ("mistakes.jsonl", "calls.csv"):  # they are his own files, and not the timeline's
            (self.folder / name).unlink()

    def erase(self, sealed: str) -> None:
        self.run("vault", "erase", sealed, "--vault", self.vault, "--reason", "asked for")

    def _file(self, name: str, records: Records) -> Path:
        path = self.folder / name
        path.write_text("".join(f"{_json(record)}\n" for record in records), "utf-8")
        return path

    def _table(self, texts: Mapping[str, str]) -> Path:
        path = self.folder / "calls.csv"
        rows = [f'2021-06-22,Imam Sahib,"{text}","{text} calls"' for text in texts.values()]
        path.write_text("\n".join(["date,town,text,note", *rows, ""]), "utf-8")
        return path

    def _mapping(self) -> Path:
        path = self.folder / "mapping.toml"
        path.write_text(MAPPING, "utf-8")
        return path


def about(name: str, text: str) -> Records:
    """Events with the text in every field where a name or a passage can stand."""
    claim = {"occurred": "2021-06-22", "published": "2021-06-23", "source": f"s-{name}"}
    crossed = {"qualifier": "MANY", "verbatim": text}
    speech = {"attribution": [text], "note": f"{text} calls", "incident": text}
    return [
        source(f"s-{name}", name=text, publisher=text, title=f"a call by {text}", credit=text, licence=text),
        actor(f"a-{name}", name=text, side="taliban"),
        place(f"p-{name}", text, kind="BASE", parent="af-kunduz"),
        event("SituationAssessed", **claim, **speech, place="af-imam-sahib", assessment=text, id=f"said-{name}"),
        event("PersonsCrossedBorder", **claim, origin="af", destination="af-kunduz", count=crossed, id=f"far-{name}"),
        asserted(holder=f"a-{name}", source=f"s-{name}", attribution=[text], id=f"held-{name}"),
        corrected(f"held-{name}", asserted(holder=f"a-{name}", note=text), reason=text, id=f"fixed-{name}"),
        retracted(f"far-{name}", reason=text, id=f"gone-{name}"),
    ]


def _json(record: Any) -> str:
    return json.dumps(record) if isinstance(record, dict) else interchange.write(record)
