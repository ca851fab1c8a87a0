"""What recording an event would change, for programs and for people."""

from collections.abc import Sequence
from datetime import date

from api.cli.output import words
from api.cli.output.console import out, table
from api.cli.output.json_value import Json
from domain.values.terms import Certainty
from service.dry_run import AnswerPreview, PreviewedChange

_SHOWN = 20


def changes_json(changes: Sequence[PreviewedChange]) -> list[Json]:
    """As `DryRun.changes` of the schema has them."""
    return [
        {
            "place": {"id": change.place.id, "name": change.place.name},
            "aspect": change.aspect.name,
            "from": change.days.since.isoformat(),
            "to": _end(change),
            "before": _preview_json(change.before),
            "after": _preview_json(change.after),
        }
        for change in changes
    ]


def _preview_json(answer: AnswerPreview) -> Json:
    holder = answer.holder
    return {
        "holder": holder and {"id": holder.id, "name": holder.name},
        "level": answer.level,
        "certainty": answer.certainty,
        "status": answer.status,
        "direction": answer.direction,
        "since": answer.since,
        "lastWord": answer.last_word and answer.last_word.isoformat(),
        "basisVoices": answer.voices,
        "text": answer.text,
    }


def print_changes(changes: Sequence[PreviewedChange]) -> None:
    """The first of them in a table, with how many more there are."""
    if not changes:
        out().print("No answer would differ.")
        return
    places = len({change.place.id for change in changes})
    out().print(f"The answer would differ on these days ({words.number(places, 'place')}):")
    rows = table("place", "from", "to", "now", "then")
    for change in changes[:_SHOWN]:
        days = change.days.since.isoformat(), _end(change) or ""
        rows.add_row(change.place.name, *days, *map(_in_words, (change.before, change.after)))
    out().print(rows, soft_wrap=False)
    if len(changes) > _SHOWN:
        out().print(f"and {len(changes) - _SHOWN:,} more: --json has all")


def _end(change: PreviewedChange) -> str | None:
    return None if change.days.until == date.max else change.days.until.isoformat()


def _in_words(answer: AnswerPreview) -> str:
    if answer.certainty is Certainty.UNKNOWN:
        return "nothing known"
    word = f", last word {answer.last_word}" if answer.last_word else ""
    return f"{answer.certainty}: {_held(answer)}, {words.number(answer.voices, 'voice')}{word}"


def _held(answer: AnswerPreview) -> str:
    named = {"holder": answer.holder and {"name": answer.holder.name}, "level": answer.level}
    held = answer.status.value if answer.status else words.holding(named)
    return f"{held} since {answer.since}" if answer.since else held
