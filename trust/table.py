"""All promises, and the table of their trials."""

from importlib import import_module
from pkgutil import iter_modules

from trust import trials
from trust.trial import Trial, Trying

HEAD = "| test | tries | failures | goal | met | |\n|---|---:|---:|---|---|---|"
"""Of the table, in Markdown."""


def promises() -> dict[str, Trying]:
    """What tries each promise, by the name of its file in `trials/`."""
    names = sorted(module.name for module in iter_modules(trials.__path__))
    return {name: import_module(f"{trials.__name__}.{name}").run for name in names}


def as_row(trial: Trial) -> str:
    goal = f"control, must fail: {trial.goal}" if trial.control else trial.goal
    met = "yes" if trial.is_met else "**no**"
    return f"| {trial.name} | {trial.tries:,} | {trial.failures:,} | {goal} | {met} | {trial.note} |"
