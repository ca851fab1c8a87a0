"""A group whose commands are imported when they are called: nobody waits for what they do not use."""

import gc
import sys
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from types import ModuleType
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from api.cli.collector import nothing_collected
from api.cli.output.closed_pipe import closed_output_ends_quietly


class Entry(NamedTuple):
    """Where a command is: `module:attribute`, a function or a Typer. `help` is the first line of its docstring."""

    target: str
    help: str


class _Commands(MutableMapping[str, Any]):
    """The commands of a table by name, each made when it is first asked for."""

    def __init__(self, entries: dict[str, Entry]):
        self._entries = entries
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _command(name, self._entries[name].target)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries or name in self._made

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _imported(name: str) -> ModuleType:
    """Without the collector where it is imported only now: a program that calls many commands would keep the garbage of
    each for good.
    """
    if name in sys.modules:
        return sys.modules[name]
    with nothing_collected():
        return import_module(name)


def _command(name: str, target: str) -> Any:
    # What a command does makes many objects as well: Python's default is to look for garbage after every 700.
    gc.set_threshold(50_000, 20, 100)
    module, _, attribute = target.partition(":")
    command = getattr(_imported(module), attribute)
    if not isinstance(command, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(command)
        return get_command(alone)
    group = get_command(command)
    group.name = name
    return group


class LazyGroup(TyperGroup):
    """Its subclass names the commands."""

    ENTRIES: ClassVar[dict[str, Entry]] = {}

    def __init__(self, **named: Any):
        super().__init__(**named)
        self.commands = _Commands(self.ENTRIES)

    def invoke(self, ctx: Any) -> Any:
        with closed_output_ends_quietly():
            return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        return [*self.ENTRIES]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """From the table: the list of commands imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.ENTRIES.items()])
