"""Maps as columns: one array a field, each put together from texts that are kept for every state."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from api.graphql.lane.compiling import NULL, Selected, arguments
from api.graphql.lane.held import last_words
from api.graphql.lane.listings import Selection
from api.graphql.lane.memos import Budget, ColumnTexts
from api.graphql.lane.run import Numbers, Run
from api.graphql.lane.state_columns import HOLDER, STATE_COLUMNS, StateColumn
from api.graphql.lane.templates import Page
from domain.control.aspects import Aspect, status_held
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from service.json_text import encode

_OF_STATE = {
    "holder": HOLDER,
    **{name: STATE_COLUMNS[name] for name in ("level", "certainty", "since", "levelCertainty")},
}
_OF_STATUS = {
    "status": StateColumn("holder", lambda states, number: status_held(HOLDER.read(states, number))),
    "statusCertainty": STATE_COLUMNS["certainty"],
}
_ORDER = ("place", "holder", "level", "certainty", "since", "levelCertainty", "lastWord", "status", "statusCertainty")


def frame_writer(selected: Selected, budget: Budget) -> Selection:
    """Writes the columns of a snapshot."""
    asked, kept = arguments(selected), _Kept(budget)

    async def write(run: Run, at: Coordinates) -> bytes:
        chosen = asked(run)
        versions = run.world.gazetteer.existing(PlaceKind(chosen["kind"]), run.place(chosen.get("within")), at.day)
        states = await run.states(at, versions)
        statuses = await run.states(at, versions, Aspect.STATUS)
        columns = kept.columns(run, Page(at, versions, states, statuses))
        return b"{" + b",".join(encode(name) + b":[" + b",".join(columns[name]) + b"]" for name in _ORDER) + b"}"

    return write


class _Kept:
    """The texts of ids, and of what the columns of states have."""

    def __init__(self, budget: Budget):
        self._budget = budget
        self._texts: dict[str, ColumnTexts] = {}
        self._kept_for: tuple[object, object] = (None, None)
        self._shown: tuple[Numbers | None, Sequence[bytes]] = (None, ())

    def columns(self, run: Run, page: Page) -> dict[str, Sequence[bytes]]:
        texts = self._made_for(run)
        return {
            "place": self._ids(texts["place"], page.versions),
            **{name: self._values(run, name, column, page.states) for name, column in _OF_STATE.items()},
            "lastWord": last_words(run, page, page.states),
            **{name: self._reported(run, name, column, page.statuses) for name, column in _OF_STATUS.items()},
        }

    def _ids(self, texts: ColumnTexts, versions: Numbers) -> Sequence[bytes]:
        # A gazetteer gives the same array for the same selection, as long as the same places exist.
        if self._shown[0] is not versions:
            self._shown = versions, [b",".join(texts.texts(versions))] if len(versions) else []
        return self._shown[1]

    def _values(self, run: Run, name: str, column: StateColumn, states: Numbers) -> Sequence[bytes]:
        return self._texts[name].texts(run.world.states[column.name][states])

    def _reported(self, run: Run, name: str, column: StateColumn, statuses: Numbers | None) -> Sequence[bytes]:
        """Null where nobody reports whether the place can be used."""
        assert statuses is not None, "a frame has statuses"
        content = run.world.states["content"]
        reported = np.flatnonzero(content[statuses] != content[0])
        written = [NULL] * len(statuses)
        for at, text in zip(reported.tolist(), self._values(run, name, column, statuses[reported]), strict=True):
            written[at] = text
        return written

    def _made_for(self, run: Run) -> dict[str, ColumnTexts]:
        made_for = gazetteer, states = run.world.gazetteer, run.world.states
        if self._kept_for[0] is not gazetteer or self._kept_for[1] is not states:
            self._kept_for = made_for
            columns = _OF_STATE | _OF_STATUS
            self._texts = {name: self._column(partial(column.read, states)) for name, column in columns.items()}
            self._texts["place"] = self._column(gazetteer.ids.__getitem__)
        return self._texts

    def _column(self, shown: Callable[[int], Any]) -> ColumnTexts:
        return ColumnTexts(self._budget, lambda number: encode(shown(number)))
