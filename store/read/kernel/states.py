"""The states of all periods in columns: all that a reader sees of a state but which claims say so.

A state is known by its number, which never changes; number 0 is UNKNOWN, where nobody makes a claim. Days are proleptic
ordinals, as `date.toordinal` has them.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import LEVELS, Aspect
from domain.control.state import UNKNOWN, Period
from domain.values.terms import Certainty, Manner
from store.read import periods
from store.read.derived import json_of
from store.read.kernel.growing import Columns, Words
from store.read.kernel.index import DAY_BITS, key
from store.read.kernel.saved import Saved
from store.read.kernel.texts import Texts

Numbers = NDArray[np.int32]

LEVEL_WORDS = tuple(LEVELS.values())
CERTAINTY_WORDS = tuple(Certainty)
MANNER_WORDS = (None, *Manner)
_LEVEL = {level.value: number for number, level in enumerate(LEVEL_WORDS)}
_CERTAINTY = {certainty.value: number for number, certainty in enumerate(CERTAINTY_WORDS)}
_MANNER = {manner and manner.value: number for number, manner in enumerate(MANNER_WORDS)}
_NO_ALTERNATIVES = "[]"
_json = json.JSONEncoder(separators=(",", ":")).encode


class AlternativeRow(NamedTuple):
    """Another state that claims report: how many claims, and how many voices."""

    holder: str | None
    level: Any
    claims: int
    voices: int


class StateRow(NamedTuple):
    """One state as a reader sees it."""

    holder: str | None
    level: Any
    certainty: Certainty
    level_certainty: Certainty
    since: str | None
    manner: Manner | None
    basis_count: int
    voices: int
    alternatives: tuple[AlternativeRow, ...]


class States:
    """The columns, and what is worked out from them for many states at a time.

    `holder` is a number in the list of holders, `since` and `alternatives` are numbers of texts. `content` tells apart
    all states that differ in anything, claims included; `seen` those of which a reader sees a difference
    (domain/history/diff.py).
    """

    def __init__(self) -> None:
        self.holders, self._sinces, self._others = Words(None), Texts(), Texts()
        self._columns = Columns(
            {
                "holder": np.int32,
                "level": np.int8,
                "certainty": np.int8,
                "level_certainty": np.int8,
                "manner": np.int8,
                "since": np.int32,
                "basis_count": np.int32,
                "voices": np.int32,
                "alternatives": np.int32,
                "content": np.int64,
                "seen": np.int64,
            }
        )
        self._runs = Columns({"key": np.int64, "last": np.int32})
        self._rows: dict[int, StateRow] = {}
        self.add([SimpleNamespace(**periods.to_row("", Aspect.CONTROL, 0, Period(date.min, None, UNKNOWN)))])

    def __len__(self) -> int:
        return self._columns.length

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._columns[name]

    def row(self, state: int) -> StateRow:
        """One state, made when it is first asked for and kept."""
        kept = self._rows.get(state)
        if kept is None:
            kept = self._rows[state] = self._made(state)
        return kept

    def _made(self, state: int) -> StateRow:
        column = self._columns
        return StateRow(
            self.holders.words[column["holder"][state]],
            LEVEL_WORDS[column["level"][state]],
            CERTAINTY_WORDS[column["certainty"][state]],
            CERTAINTY_WORDS[column["level_certainty"][state]],
            self.since(column["since"][state]),
            MANNER_WORDS[column["manner"][state]],
            int(column["basis_count"][state]),
            int(column["voices"][state]),
            _alternatives(self._others[column["alternatives"][state]]),
        )

    def since(self, number: int) -> str | None:
        """Since when, as EDTF, by its number in the column."""
        return self._sinces[number] or None

    def last_words(self, states: Numbers, day: Any) -> Numbers:
        """For each state the latest day, not after this one (or its own), for which anything in its basis vouches; 0:
        none.
        """
        keys, last = self._runs["key"], self._runs["last"]
        if not len(keys):
            return np.zeros(len(states), np.int32)
        found = np.searchsorted(keys, key(states, day), side="right") - 1
        vouched = (found >= 0) & (keys[found] >> DAY_BITS == states)
        return np.where(vouched, np.minimum(last[found], day), 0).astype(np.int32)

    def saved(self) -> Saved:
        """Words, texts and columns, for `restore`."""
        columns = {f"state_{name}": column for name, column in self._columns.whole().items()}
        columns |= {f"run_{name}": column for name, column in self._runs.whole().items()}
        texts = {"since": self._sinces.copy(), "alternatives": self._others.copy()}
        return Saved({"holders": [*self.holders.words]}, texts, columns)

    def restore(self, saved: Saved) -> None:
        """Take over what `saved` gave, before anything is added."""
        for holder in saved.words["holders"]:
            self.holders.number(holder)
        self._sinces, self._others = saved.texts["since"], saved.texts["alternatives"]
        # Number 0 is there already.
        self._columns.add(**{name: saved.columns[f"state_{name}"][1:] for name in self._columns.whole()})
        self._runs.add(**{name: saved.columns[f"run_{name}"] for name in self._runs.whole()})

    def add(self, rows: Sequence[Any]) -> Numbers:
        """Add the states of stored periods, in their order, and give their numbers."""
        vouched = [json_of(row.vouched) for row in rows]
        others = [_counted(row.alternatives) for row in rows]
        holders = [self.holders.number(row.holder) for row in rows]
        sinces = [self._sinces.number(row.since or "") for row in rows]
        numbers = self._columns.add(
            holder=holders,
            level=[_LEVEL[row.level] for row in rows],
            certainty=[_CERTAINTY[row.certainty] for row in rows],
            level_certainty=[_CERTAINTY[row.level_certainty] for row in rows],
            manner=[_MANNER[row.manner] for row in rows],
            since=sinces,
            basis_count=[_length(row.basis) for row in rows],
            voices=[row.voices for row in rows],
            alternatives=[self._others.number(text) for text in others],
            content=[_content(row) for row in rows],
            seen=[_seen(row, _alternatives(text)) for row, text in zip(rows, others, strict=True)],
        )
        self._add_runs(numbers, vouched)
        return numbers

    def _add_runs(self, numbers: Numbers, vouched: Sequence[Sequence[Sequence[str]]]) -> None:
        # Numbers of states grow, and the runs of each are in order, so the keys are sorted.
        runs = [(int(number), *_run(*run)) for number, runs in zip(numbers, vouched, strict=True) for run in runs]
        if runs:
            states, since, last = (np.array(column, np.int64) for column in zip(*runs, strict=True))
            self._runs.add(key=key(states, since), last=last)


def _counted(alternatives: str | None) -> str:
    """Alternatives as they are stored, with the number of their claims in place of these; empty: there are none."""
    if not alternatives or alternatives == _NO_ALTERNATIVES:
        return ""
    return _json([(holder, level, len(claims), voices) for holder, level, claims, voices in json_of(alternatives)])


def _alternatives(counted: str) -> tuple[AlternativeRow, ...]:
    if not counted:
        return ()
    return tuple(AlternativeRow(holder, LEVELS[level], *counts) for holder, level, *counts in json.loads(counted))


def _run(since: str, until: str) -> tuple[int, int]:
    last = date.fromisoformat(until)
    return date.fromisoformat(since).toordinal(), last.toordinal() - (last != date.max)


def _length(array: str) -> int:
    """Elements of a JSON array of numbers."""
    return array.count(",") + 1 if len(array) > 2 else 0


def _content(row: Any) -> int:
    parts = (row.holder, row.level, row.certainty, row.level_certainty, row.since, row.manner, row.voices)
    return _digest(*parts, row.basis, row.alternatives, row.reasons, row.vouched)


def _seen(row: Any, others: tuple[AlternativeRow, ...]) -> int:
    alternatives = sorted({(other.holder or "", other.holder is None, other.level) for other in others})
    return _digest(row.holder, row.level, row.certainty, row.level_certainty, row.since, row.manner, alternatives)


def _digest(*parts: Any) -> int:
    digest = hashlib.blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
