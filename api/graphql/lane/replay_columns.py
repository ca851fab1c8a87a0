"""A replay in columns, from all changes at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.graphql.lane.columns import number_written
from api.graphql.lane.compiling import NULL, Selected, arguments
from api.graphql.lane.held import day_written
from api.graphql.lane.run import Numbers, RootWriter, Run
from api.graphql.lane.series import asked_over_days
from api.graphql.types.replay_columns import CERTAINTIES, LEVELS, STATUSES, check_changes, words
from domain.control.aspects import status_held
from domain.values.terms import Step
from service.json_text import encode
from store.read.kernel.changes import Changes, changes
from store.read.kernel.states import CERTAINTY_WORDS, LEVEL_WORDS, States


def replay_columns_writer(selected: Selected) -> RootWriter:
    asked = arguments(selected)

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        over = asked_over_days(run, chosen, Step(chosen["step"]))
        found = changes(run.world, over.days, over.kind, over.within, over.at.policy)
        check_changes(len(found.frame))
        holders = _holders(run.world.states, found)
        named = words(over.days, run.world.ids(found.places.tolist()), holders)
        pieces = [encode(name) + b":" + encode(column) for name, column in named.items()]
        pieces.append(b'"changes":' + await _changes_written(run, over.days, found, holders))
        return b"{" + b",".join(pieces) + b"}"

    return written


def _holders(states: States, found: Changes) -> list[str]:
    """The ids of all that hold a place in any frame, in order."""
    numbers = np.unique(states["holder"][found.states]).tolist()
    return sorted(id for number in numbers if (id := states.holders.words[number]) is not None)


async def _changes_written(run: Run, days: Sequence[date], found: Changes, holders: Sequence[str]) -> bytes:
    """A column at a time, others in between. Raises Moved."""
    states, written = run.world.states, []
    ordinals = np.array([day.toordinal() for day in days])
    named = {id: number_written(number) for number, id in enumerate(holders)}

    def of_state(column: str, text: Callable[[int], bytes]) -> list[bytes]:
        return _texts(states[column][found.states], text)

    columns: dict[str, Callable[[], Iterable[bytes]]] = {
        "frame": lambda: map(number_written, found.frame.tolist()),
        "place": lambda: map(number_written, found.place.tolist()),
        "holder": lambda: of_state("holder", lambda number: named.get(states.holders.words[number], NULL)),
        "level": lambda: of_state("level", lambda number: _index(LEVELS, LEVEL_WORDS[number])),
        "certainty": lambda: of_state("certainty", lambda number: _index(CERTAINTIES, CERTAINTY_WORDS[number])),
        "since": lambda: of_state("since", lambda number: encode(states.since(number))),
        "lastWord": lambda: map(day_written, states.last_words(found.states, ordinals[found.frame]).tolist()),
        "status": lambda: _statuses(states, found.statuses),
        "gone": lambda: _texts(found.gone, encode),
    }
    for name, column in columns.items():
        written.append(encode(name) + b":[" + b",".join(column()) + b"]")
        await run.let_others_go_on()
    return b"{" + b",".join(written) + b"}"


def _texts(values: NDArray[Any], text: Callable[[Any], bytes]) -> list[bytes]:
    """The text of each value, made once for those that repeat."""
    different, which = np.unique(values, return_inverse=True)
    texts = list(map(text, different.tolist()))
    return [texts[at] for at in which.tolist()]


def _index(shown: Sequence[Any], word: Any) -> bytes:
    return number_written(shown.index(word))


def _statuses(states: States, numbers: Numbers) -> list[bytes]:
    """Null where nobody reports whether the place can be used."""
    reported = states["content"][numbers] != states["content"][0]
    words = states.holders.words
    texts = _texts(states["holder"][numbers], lambda number: _index(STATUSES, status_held(words[number])))
    return [text if known else NULL for text, known in zip(texts, reported.tolist(), strict=True)]
