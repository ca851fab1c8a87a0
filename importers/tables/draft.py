"""A first mapping for a table: what its columns seem to mean, as TOML with comments, to be looked at and mended."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from domain.events.identifiers import slug
from importers.reading import plain_text
from importers.tables import status_words
from importers.tables.draft_actors import ActorsOnRecord
from importers.tables.draft_remarks import remarks
from importers.tables.guessing import Column, Guess, guessed

_NOBODY = re.compile(r"contest|disput|\b(unknown|none|nobody|mixed|uncontrolled)\b", re.IGNORECASE)
_STATE = re.compile(r"\bgov|\barmy\b|military|police|\bstate\b|armed forces|security forces", re.IGNORECASE)
_DAY_IN_NAME = (
    (r"(\d{4}-\d\d-\d\d)", ""),
    (r"(\d{8})", ', dates = ["%Y%m%d"]'),
    (r"(\d{4}_\d\d_\d\d)", ', dates = ["%Y_%m_%d"]'),
)


def draft(
    file_name: str,
    rows: Sequence[Mapping[str, Any]],
    options: Mapping[str, Any],
    actors: ActorsOnRecord | None = None,
) -> str:
    """`options` are those that the reading needed: format, items, delimiter. `actors` are who a holder may be."""
    guess, actors = guessed(rows), actors or ActorsOnRecord()
    words = re.findall(r"[A-Za-z]{3,}", PurePath(file_name).stem)
    name = slug(" ".join(words), chars_max=30) or "table"
    top, body = _top(name, file_name, guess, options), [*_once(name, guess, actors), *_event(file_name, guess, actors)]
    return "\n".join([*top, *remarks(guess, body), *body, ""])


def _top(name: str, file_name: str, guess: Guess, options: Mapping[str, Any]) -> Iterator[str]:
    yield f"# A draft for {_one_line(file_name)}. Look at every question mark, then try it and store nothing:"
    yield "#"
    yield "#     timeline import FILE --mapping THIS --dry-run"
    yield "#"
    yield f"# Columns: {', '.join(_one_line(one.name) for one in guess.columns[:30])}"
    yield ""
    yield f"name = {_text(name)}  # begins the ids of the events: keep it for later editions"
    yield f"source = {_text(name)}  # who says all this"
    yield from (f"{key} = {_text(value)}" for key, value in options.items())
    yield ""
    if guess.vintage:
        yield "# The day from which this was known?"
        yield f"published = {_dated(guess.vintage.name, guess.vintage.written() or [])}"
    elif found := None if guess.date or guess.days else _day_in(file_name):
        yield f"published = {{ file = {_text(found[0])}{found[1]} }}  # known from the day in the name of the file?"
    else:
        yield "# No column tells when this was known: give it with --known-at DATE."
    if guess.days:
        yield from ("", "[columns]  # one column for each day", f"match = {_text(_like(guess.days[0].name))}")
        yield 'value = "value"'
    if guess.has_areas and guess.has_others and _tells_control(guess):
        yield from ("", "[[skip]]", 'column = "@type"', 'match = "Point|LineString"', 'because = "no area"')
    if empty := [word for word in _all_words(guess) if plain_text.says_nothing(word)]:
        column = _text(_holder_column(guess))
        yield from ("", "[[skip]]", f"column = {column}", f"are = {_text(empty)}", 'because = "no data"')
    if guess.until:
        yield from ("", "# Each row is a period, up to and with the day in this column? docs/importing.md", "[periods]")
        yield f"until = {_dated(guess.until.name, guess.until.written() or [])}"
    elif _tells_control(guess):
        yield from ("", "# Is each edition the whole state on its day? Else delete this line.", "[snapshot]")


def _once(name: str, guess: Guess, actors: ActorsOnRecord) -> Iterator[str]:
    yield from ("", "[[once]]", 'type = "SourceRegistered"', f"source = {{ value = {_text(name)} }}")
    yield f"name = {{ value = {_text(name)} }}  # its name, and who published it?"
    if not _tells_control(guess):
        return
    holders = {
        _id(_named(guess, word)): _named(guess, word)
        for word in reversed(_words(guess))
        if _is_actor(word) and not _is_doubtful(word) and not _is_no(guess, word) and actors.is_new(_named(guess, word))
    }
    for id, word in reversed(holders.items()):
        yield from ("", "[[once]]", 'type = "ActorRegistered"', f"actor = {{ value = {_text(id)} }}")
        yield f"name = {{ value = {_text(word)} }}"
        kind = "STATE_FORCES" if _STATE.search(word) else "REBEL_GROUP"
        yield f'kind = {{ value = "{kind}" }}  # STATE_FORCES, REBEL_GROUP, POLITICAL_MILITIA ... ?'


def _event(file_name: str, guess: Guess, actors: ActorsOnRecord) -> Iterator[str]:
    yield from ("", "[event]")
    if guess.status:
        yield 'type = "StatusReported"'
        yield from _occurred(file_name, guess)
        yield from _place(guess)
        yield from _note(guess)
        yield from _status(guess.status, guess.direction)
    elif guess.is_of_incidents and not _tells_control(guess):
        yield from _incident(file_name, guess)
    elif _tells_control(guess) or (guess.date and not guess.count):
        yield 'type = "ControlAsserted"' + ("" if _tells_control(guess) else "  # ? No column tells of what this is.")
        yield from _occurred(file_name, guess)
        yield from _place(guess)
        yield from _note(guess)
        yield from _holder(guess, actors)
    elif guess.count:
        yield from ('type = "MeasureReported"', 'measure = { value = "measure" }  # what is counted, as an id?')
        yield from _occurred(file_name, guess)
        yield from _place(guess)
        yield f'count = {{ best = {_text(guess.count.name)}, qualifier = {{ value = "EXACT" }} }}'
        yield from _note(guess)
    else:
        yield from _registered_place(guess)


def _registered_place(guess: Guess) -> Iterator[str]:
    yield "# Are these places? `timeline places import FILE --kind KIND` finds those that are on record already."
    yield from ('type = "PlaceRegistered"', 'kind = { value = "POPULATED_PLACE" }  # ?')
    named = next((one.name for one in (guess.name, *guess.columns) if one), "name")
    yield f"place = {{ column = {_text(named)}, slug = true }}"
    yield f"names = [{{ text = {_text(named)} }}]"
    if guess.longitude and guess.latitude:
        optional = ", optional = true" if guess.has_areas else ""
        yield f"longitude = {{ column = {_text(guess.longitude.name)}{optional} }}"
        yield f"latitude = {{ column = {_text(guess.latitude.name)}{optional} }}"


def _note(guess: Guess) -> Iterator[str]:
    if guess.note:
        yield f"note = {{ column = {_text(guess.note.name)}, optional = true }}"


def _incident(file_name: str, guess: Guess) -> Iterator[str]:
    """Something that happened: with the number of dead where a column has it, else a clash."""
    place = [line.removeprefix("place = ") for line in _place(guess)]
    if guess.deaths:
        yield 'type = "CasualtiesReported"  # each row is an incident?'
        yield from _occurred(file_name, guess)
        yield from _place(guess)
        yield 'kinds = [{ value = "KILLED" }]'
        yield f'count = {{ best = {_text(guess.deaths.name)}, qualifier = {{ value = "EXACT" }} }}'
    else:
        yield 'type = "ClashReported"  # each row is an incident?'
        yield from _occurred(file_name, guess)
        yield from place[:-1]
        yield f"places = [{place[-1]}]"


def _occurred(file_name: str, guess: Guess) -> Iterator[str]:
    if guess.days:
        ways = Column("", [one.name for one in guess.days]).written() or []
        yield f"occurred = {_dated('date', ways)}"
    elif guess.date:
        yield f"occurred = {_dated(guess.date.name, guess.date.written() or [])}"
    elif found := _day_in(file_name):
        yield f"occurred = {{ file = {_text(found[0])}{found[1]} }}  # the day in the name of the file?"
    else:
        yield 'occurred = { value = "DAY" }  # no column has a date: which day is it of?'


def _day_in(file_name: str) -> tuple[str, str] | None:
    return next(((match, more) for match, more in _DAY_IN_NAME if re.search(match, file_name)), None)


def _place(guess: Guess) -> Iterator[str]:
    if guess.has_areas and _tells_control(guess):
        yield '# Every place of the gazetteer in the area; kind = "DISTRICT", within = "ID" narrow it.'
        yield "place = { area = true }"
    elif guess.code:
        if guess.other_codes:
            others = ", ".join(_one_line(one.name) for one in guess.other_codes)
            yield f"# ? The finest of several columns with codes; there is also {others}."
        yield f'place = {{ scheme = {{ value = "ocha-cod-ab" }}, code = {_text(guess.code.name)} }}'
    elif guess.name:
        yield '# A name in the gazetteer; kind = { value = "DISTRICT" }, within = { value = "ID" } narrow it.'
        yield f"place = {{ name = {_text(guess.name.name)} }}"
    else:
        yield 'place = { value = "ID" }  # no column names a place?'


def _holder(guess: Guess, actors: ActorsOnRecord) -> Iterator[str]:
    words = _words(guess)
    if not words:
        yield 'holder = { value = "ID" }  # no column says who holds it?'
        return
    column = _text(_holder_column(guess))
    yield ""
    yield '# What each word means: the id of an actor; "" is nobody.'
    yield from ("[event.holder]", f"column = {column}", "[event.holder.values]")
    yield from (_meaning(guess, word, actors) for word in words)
    if contested := [word for word in words if re.search("contest|disput|mixed", word, re.IGNORECASE)]:
        yield from ("", "[event.level]", f"column = {column}", 'other = "empty"', "[event.level.values]")
        yield from (f'{_text(word)} = "CONTESTED"' for word in contested)


def _meaning(guess: Guess, word: str, actors: ActorsOnRecord) -> str:
    """What a word means; in a comment where only somebody who knows can say so."""
    refused = "# refused until you say what it means: "
    if not _is_actor(word):
        return f"{refused if _is_doubtful(word) else ''}{_text(word)} = {_text('')}"
    called = _named(guess, word)
    if actors.is_new(called):
        is_open = _is_doubtful(word) or _is_no(guess, word)
        return f"{refused if is_open else ''}{_text(word)} = {_text(_id(called))}"
    if (known := actors.named(called)) and not (_is_doubtful(word) or _is_no(guess, word)):
        return f"{_text(word)} = {_text(known)}"
    like = [f"{id} ({_one_line(actors.called[id])})" for id in actors.like(called)]
    hint = f"is it {' or '.join(like)}?" if like else "whose? Give the id of an actor on record, or register one"
    return f'{refused}{_text(word)} = "ID"  # {hint}'


def _status(column: Column, direction: Column | None) -> Iterator[str]:
    yield from ("", "# What each word means: OPEN, RESTRICTED, CLOSED, DESTROYED or UNKNOWN.")
    yield from ("[event.status]", f"column = {_text(column.name)}", "[event.status.values]")
    for word in column.words()[:15]:
        meant = status_words.status(word)
        doubt = "" if meant else "# refused until you say what it means: "
        yield f"{doubt}{_text(word)} = {_text(meant.value if meant else 'UNKNOWN')}"
    if direction:
        yield from ("", "[event.direction]", f"column = {_text(direction.name)}", "[event.direction.values]")
        yield from (f"{_text(word)} = {_text(status_words.direction(word))}" for word in direction.words())


def _tells_control(guess: Guess) -> bool:
    if guess.status or (guess.has_areas and guess.has_others and not guess.holder):
        return False
    return bool(guess.has_areas or guess.holder or (guess.days and not all(one.is_number() for one in guess.days)))


def _all_words(guess: Guess) -> list[str]:
    if guess.days:
        return list(dict.fromkeys(word for one in guess.days for word in one.words()))[:15]
    return guess.holder.words() if guess.holder else []


def _words(guess: Guess) -> list[str]:
    """Without what is said by an empty cell too, and without the marks of footnotes, which the reader leaves out."""
    bare = dict.fromkeys(plain_text.without_footnotes(word) for word in _all_words(guess))
    return [word for word in bare if not plain_text.says_nothing(word)]


def _holder_column(guess: Guess) -> str:
    return "value" if guess.days else guess.holder.name if guess.holder else ""


def _dated(name: str, ways: Sequence[str]) -> str:
    """Where the day and the month cannot be told apart, the reader has to say which is which."""
    column = f"column = {_text(name)}"
    if len(ways) > 1:
        either = " or ".join(f"[{_text(way)}]" for way in ways[:2])
        return f"{{ {column} }}  # which comes first, the day or the month? Add dates = {either}"
    return f"{{ {column}, dates = [{_text(ways[0])}] }}" if ways else f"{{ {column} }}"


def _like(header: str) -> str:
    """A pattern for the names of columns like this one."""
    parts = re.findall(r"\d+|[^\W\d_]+|.", header)
    return "^" + "".join(map(_part, parts)) + "$"


def _part(part: str) -> str:
    if part.isdecimal():
        return r"\d" * len(part) if len(part) < 3 else rf"\d{{{len(part)}}}"
    return r"\w+" if part.isalpha() else part if part == "-" else re.escape(part)


def _is_doubtful(word: str) -> bool:
    """Ukraine?, or 3 September 2022."""
    return "?" in word or bool(Column("", [word]).written())


def _is_actor(word: str) -> bool:
    return not _NOBODY.search(word)


def _is_no(guess: Guess, word: str) -> bool:
    return word == "0" and bool(guess.holder and guess.holder.is_yes_or_no())


def _named(guess: Guess, word: str) -> str:
    """Of a column of 0 and 1 the name is that of whoever is asked about."""
    return guess.holder.name if guess.holder and guess.holder.is_yes_or_no() else word


def _id(word: str) -> str:
    return slug(word, chars_max=60) or "actor"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
