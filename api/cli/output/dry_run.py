"""What recording an event, or loading files, would change, for programs and for people."""

from collections.abc import Sequence
from datetime import date

from api.cli.output import words
from api.cli.output.console import out
from api.cli.output.json_value import Json
from domain.values.days import Days
from service.answer_previews import AnswerPreview, PreviewedChange
from service.importing.tried_import import TriedImport

_SHOWN = 20
_NAMED = 5


def changes_json(changes: Sequence[PreviewedChange]) -> list[Json]:
    """As `DryRun.changes` of the schema has them."""
    return [
        {
            "place": {"id": change.place.id, "name": change.place.name},
            "aspect": change.aspect.name,
            "from": change.days.since.isoformat(),
            "to": None if change.days.until == date.max else change.days.until.isoformat(),
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
        "levelCertainty": answer.level_certainty,
        "status": answer.status,
        "direction": answer.direction,
        "since": answer.since,
        "manner": answer.manner,
        "lastWord": answer.last_word and answer.last_word.isoformat(),
        "basisVoices": answer.voices,
        "text": answer.text,
    }


def import_json(tried: TriedImport) -> Json:
    """What loading files would change: `placesLeftOut` have too many claims to be looked at in a dry run."""
    return {"changes": changes_json(tried.changes()), "placesLeftOut": tried.left_out}


def print_import(tried: TriedImport) -> None:
    """The first of the places about which an answer would differ."""
    names = [*{change.place.id: change.place.name for change in tried.changes()}.values()]
    if names:
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        about = words.number(len(names), "place")
        out().print(f"Answers about {about} would differ, --json has the days: {', '.join(names[:_NAMED])}{more}.")
    else:
        out().print("No answer about who holds a place, or whether it can be used, would differ.")
    if tried.left_out:
        out().print(f"{words.number(tried.left_out, 'more place')} not looked at: there are too many claims.")


def print_changes(changes: Sequence[PreviewedChange]) -> None:
    """The first of them in words, with how many more there are."""
    if not changes:
        out().print("No answer would differ.")
        return
    places = len({change.place.id for change in changes})
    out().print(f"Answers about {words.number(places, 'place')} would differ:")
    for change in changes[:_SHOWN]:
        out().print(f"  {change.place.name}, {change.aspect}, {_days(change.days)}")
        for name, answer in (("now ", change.before), ("then", change.after)):
            out().print(f"    {name}  {_in_words(answer)}")
    if len(changes) > _SHOWN:
        out().print(f"  and {len(changes) - _SHOWN:,} more: --json has all")


def _days(days: Days) -> str:
    if days.until == date.max:
        return f"from {days.since} on"
    return f"on {days.since}" if days.last == days.since else f"{days.since} to {days.last}"


def _in_words(answer: AnswerPreview) -> str:
    word = f" Last word {answer.last_word}." if answer.last_word else ""
    return f"{answer.certainty}. {answer.text}{word}"
