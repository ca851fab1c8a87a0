"""How a replay is shown: on a terminal with a bar and the counts below, elsewhere line by line, or as JSON Lines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NamedTuple

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from api.cli.output import words
from api.cli.output.console import print_json, table
from api.cli.output.json_value import Json
from api.cli.output.readable import readable


class Day(NamedTuple):
    """One day of a replay: its frame, and the counts at its end, of holders and of statuses."""

    frame: Json
    denominator: int
    rows: list[Json]
    statuses: list[Json]

    @property
    def readable(self) -> "Day":
        return Day(readable(self.frame), self.denominator, readable(self.rows), self.statuses)

    @property
    def reported_statuses(self) -> list[Json]:
        return [row for row in self.statuses if row["status"] != "UNKNOWN"]


Show = Callable[[Day], None]


@contextmanager
def json_lines() -> Iterator[Show]:
    yield lambda replayed: print_json(replayed.frame)


class Changes:
    """What changed from frame to frame, in words. It remembers how each place was."""

    def __init__(self) -> None:
        self._before: dict[str, Json] = {}

    def lines(self, frame: Json) -> list[Text]:
        lines = [line for state in frame["places"] for line in self._changed(state, frame)]
        for place in frame["gone"]:
            del self._before[place["id"]]
            lines.append(Text(f"{place['name']}: exists no longer"))
        return lines

    def _changed(self, state: Json, frame: Json) -> list[Text]:
        place = state["place"]
        before, self._before[place["id"]] = self._before.get(place["id"]), state
        was = words.briefly_with_status(before) if before else "nothing known"
        now = words.briefly_with_status(state)
        if was == now:
            return [] if before or frame["full"] else [Text(f"{place['name']}: exists from now on; {now}")]
        publishers = dict.fromkeys(words.publisher(event) for event in frame["events"] if place in event["places"])
        lines = [Text.assemble((place["name"], "bold"), f": {now}" if frame["full"] else f": {was} -> {now}")]
        return [*lines, Text(f"  {'; '.join(publishers)}", style="dim")] if publishers else lines


class Lines:
    """A line a day, and below it what changed."""

    def __init__(self, console: Console):
        self._console = console
        self._changes = Changes()

    def __enter__(self) -> Show:
        return self._show

    def __exit__(self, *_: object) -> None:
        pass

    def _show(self, told: Day) -> None:
        replayed = told.readable
        lines = self._changes.lines(replayed.frame)
        sides = [f"{words.holding(row)} {_number(row)}" for row in replayed.rows]
        usable = [f"status {row['status']} {_number(row)}" for row in replayed.reported_statuses]
        counts = "; ".join(sides + usable)
        is_shown = replayed.frame["full"] or lines
        text = f"  {words.number(replayed.denominator, 'place')}: {counts}" if is_shown else "  no change"
        self._console.print(day(replayed, text, lines), soft_wrap=False)


def day(replayed: Day, text: str, lines: list[Text]) -> Group:
    return Group(Text.assemble((replayed.frame["date"], "bold"), text), *(words.indented(line, 4) for line in lines))


class OnTerminal:
    """Days with changes scroll by; below them stay a bar of days and a table of how many places each side has."""

    def __init__(self, console: Console, days: int):
        self._changes = Changes()
        self._bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console)
        self._task = self._bar.add_task("", total=days)
        self._live = Live(self._bar, console=console, auto_refresh=False)

    def __enter__(self) -> Show:
        self._live.start()
        return self._show

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def _show(self, told: Day) -> None:
        replayed = told.readable
        if lines := self._changes.lines(replayed.frame):
            self._live.console.print(day(replayed, "", lines))
        self._bar.update(self._task, advance=1, description=replayed.frame["date"])
        self._live.update(Group(self._bar, counted(replayed)), refresh=True)


def counted(replayed: Day) -> Table:
    """How many places each side has, and how many can be used."""
    rows = table("holder", "level", f"of {words.number(replayed.denominator, 'place')}")
    for row in replayed.rows:
        rows.add_row(row["holder"]["name"] if row["holder"] else words.NOBODY, row["level"], _number(row))
    for row in replayed.reported_statuses:
        rows.add_row(f"status {row['status']}", "", _number(row))
    return rows


def _number(row: Json) -> str:
    low, high = row["count"]["low"], row["count"]["high"]
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
