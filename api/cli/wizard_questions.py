"""What the cells of a table leave open: the order of day and month, other spellings, who is meant by a word."""

from collections.abc import Mapping, Sequence

import typer

from api.cli import options, prompts
from api.cli.output.console import err, out
from domain.gazetteer.actor_likeness import NamedActor
from domain.values.terms import ActorKind, PlaceKind
from importers.reading import plain_text
from service.importing.wizard.answers import Answers
from service.importing.wizard.date_forms import DateForms, day_by_form, likely_first
from service.importing.wizard.table_holders import Holder, NewActor, OpenHolder, TableHolders, proposed_actor
from service.importing.wizard.table_places import OpenName, Scope, TablePlaces

ASKED_MAX = 60
"""Words of one column. Who has more of them edits the mapping."""
_ACTORS_SHOWN = 9
_LEAVE = ("0", "leave it: its rows are refused, and the report names them")


def ask_order(answers: Answers, forms: DateForms) -> None:
    """Which number is the day, where no cell decides; what is no date at all is named."""
    for ways, cell in [*forms.undecided.items()]:
        choices = [(str(number), day_by_form(cell, way)) for number, way in enumerate(ways, start=1)]
        default = str(ways.index(likely_first(ways)) + 1)
        key = prompts.choose(f"\n{cell!r} is which day?", choices, default)
        forms.with_first(ways, ways[int(key) - 1])
    if forms.unread:
        shown = ", ".join(map(repr, forms.unread[:5]))
        err().print(f"\nNo dates, so that their rows are refused: {shown}. Mend them in the file where you can.")
    answers.dates = tuple(forms.decided)


def ask_known(vintage: str | None, known_at: str | None) -> str | None:
    """The day from which the table was known, where neither a column nor the command says so."""
    if vintage:
        return None
    while True:
        answer = prompts.ask("\nSince which day is the table known (YYYY-MM-DD; empty: from now on)", known_at or "")
        try:
            return options.published(answer) if answer else None
        except typer.BadParameter as error:
            err().print(str(error))


def ask_scope(answers: Answers, places: TablePlaces) -> None:
    if not answers.columns.place:
        return
    within = _asked_within(answers.scope.within, places)
    kinds = ", ".join(PlaceKind).lower()
    default = answers.scope.kind.value.lower() if answers.scope.kind else "-"
    while True:
        kind = prompts.ask("Of which kind are they (- any)", default).upper()
        if kind == "-" or kind in PlaceKind.__members__:
            break
        err().print(f"Answer with one of {kinds}.")
    answers.scope = Scope(within, None if kind == "-" else PlaceKind[kind])


def _asked_within(default: str | None, places: TablePlaces) -> str | None:
    while True:
        answer = prompts.ask("\nIn which place do its places lie, by id or name (- anywhere)", default or "-")
        if answer == "-" or answer in places.places:
            return None if answer == "-" else answer
        named = places.named(answer, Scope())
        if len(named) == 1:
            return named[0].id
        err().print(f"{len(named)} places have this name: {', '.join(place.id for place in named[:5]) or 'ask again'}")


def ask_places(answers: Answers, places: TablePlaces, words: Mapping[str, int]) -> None:
    """Names that no place has, or several."""
    open_names = list(places.open_names(words, answers.scope))
    for each in open_names[:ASKED_MAX]:
        if id := _asked_place(each, places, words[each.name]):
            answers.places[each.name] = id
    if (more := len(open_names) - ASKED_MAX) > 0:
        err().print(f"{more:,} more names are not on record: their rows are refused, and the report names them")


def _asked_place(name: OpenName, places: TablePlaces, rows: int) -> str | None:
    if not name.candidates:
        out().print(f"\n{name.name!r} ({_rows(rows)}) is like no place on record: refused until it is registered.")
        return None
    choices = [(str(n), f"{place.id}  {places.described(place)}") for n, place in enumerate(name.candidates, start=1)]
    question = f"\nWhich place is {name.name!r} ({_rows(rows)})?"
    key = prompts.choose(question, [*choices, _LEAVE], "1" if name.likely else "0")
    return None if key == "0" else name.candidates[int(key) - 1].id


def ask_holders(answers: Answers, holders: TableHolders, words: Mapping[str, int]) -> None:
    """Words that are no actor's name."""
    answers.holders = holders.decided(words)
    open_words = holders.open_words(word for word in words if word not in answers.holders)
    for each in open_words[:ASKED_MAX]:
        holder = _asked_holder(each, holders.actors, words[each.word], answers.holders)
        if holder:
            answers.holders[plain_text.without_footnotes(each.word)] = holder
    if (more := len(open_words) - ASKED_MAX) > 0:
        err().print(f"{more:,} more words are no actors: their rows are refused, and the report names them")


def _asked_holder(
    open_holder: OpenHolder, actors: Sequence[NamedActor], rows: int, decided: Mapping[str, Holder]
) -> Holder | None:
    new = [NamedActor(holder.new.id, holder.new.name) for holder in decided.values() if holder.new]
    shown = [*dict.fromkeys([*open_holder.like, *new, *actors])][:_ACTORS_SHOWN]
    choices = [(str(number), f"{actor.id}  {actor.name}") for number, actor in enumerate(shown, start=1)]
    choices += [("n", "a new actor"), ("c", "nobody: it is fought over"), ("-", "nobody that is known"), _LEAVE]
    default = _default(open_holder.likely, [actor.id for actor in shown])
    key = prompts.choose(f"\nWho is {open_holder.word!r} ({_rows(rows)})?", choices, default)
    if key == "n":
        return _new(open_holder.word)
    if key in "c-":
        return Holder(contested=key == "c")
    return None if key == "0" else Holder(shown[int(key) - 1].id)


def _default(likely: Holder | None, shown: list[str]) -> str:
    if likely is None:
        return "0"
    if likely.actor is None:
        return "c" if likely.contested else "-"
    return str(shown.index(likely.actor) + 1)


def _new(word: str) -> Holder:
    proposed = proposed_actor(word)
    name = prompts.ask("Its name", proposed.name) or proposed.name
    id = proposed_actor(prompts.ask("Its id", proposed_actor(name).id)).id
    kinds = [(str(number), kind.value.replace("_", " ").lower()) for number, kind in enumerate(ActorKind, start=1)]
    default = str(list(ActorKind).index(proposed.kind) + 1)
    kind = list(ActorKind)[int(prompts.choose("What is it?", kinds, default)) - 1]
    return Holder(id, new=NewActor(id, name, kind))


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
