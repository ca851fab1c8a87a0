"""Maps as columns: one array a field, each put together from texts that are kept for every state."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from api.graphql.lane.compiling import NULL, Selected, arguments
from api.graphql.lane.held import last_words
from api.graphql.lane.listings import Selection
from api.graphql.lane.memos import Budget, Memo
from api.graphql.lane.run import Numbers, Run
from api.graphql.lane.templates import Page
from domain.control.aspects import Aspect, status_held
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from service.json_text import encode
from store.read.kernel.states import StateRow, States

_OF_STATE: dict[str, Callable[[StateRow], Any]] = {
    "holder": lambda row: row.holder,
    "level": lambda row: row.level.value,
    "certainty": lambda row: row.certainty.value,
    "since": lambda row: row.since,
    "levelCertainty": lambda row: row.level_certainty.value,
}
_OF_STATUS: dict[str, Callable[[StateRow], Any]] = {
    "status": lambda row: status_held(row.holder).value,
    "statusCertainty": lambda row: row.certainty.value,
}
_ORDER = ("place", "holder", "level", "certainty", "since", "levelCertainty", "lastWord", "status", "statusCertainty")


def frame_writer(selected: Selected, budget: Budget) -> Selection:
    """Writes the columns of a snapshot."""
    asked, kept = arguments(selected), _Kept(budget)

    async def write(run: Run, at: Coordinates) -> bytes:
        chosen = asked(run)
        assert at.date is not None, "a snapshot is that of a day"
        versions = run.world.gazetteer.existing(PlaceKind(chosen["kind"]), run.place(chosen.get("within")), at.date)
        states = await run.states(at, versions)
        statuses = await run.states(at, versions, Aspect.STATUS)
        columns = kept.columns(run, Page(at, versions, states, statuses))
        return b"{" + b",".join(encode(name) + b":[" + b",".join(columns[name]) + b"]" for name in _ORDER) + b"}"

    return write


class _Kept:
    """The texts of ids, and of each state for each column."""

    def __init__(self, budget: Budget):
        self._budget = budget
        self._texts: dict[str, Memo] = {}
        self._kept_for: tuple[object, object] = (None, None)
        self._shown: tuple[Numbers | None, Sequence[bytes]] = (None, ())

    def columns(self, run: Run, page: Page) -> dict[str, Sequence[bytes]]:
        texts = self._made_for(run)
        states = page.states.tolist()
        of_state = {name: list(map(texts[name].__getitem__, states)) for name in _OF_STATE}
        of_status = {name: self._reported(run, texts[name], page.statuses) for name in _OF_STATUS}
        return {
            "place": self._ids(texts["place"], page.versions),
            **of_state,
            "lastWord": last_words(run, page, page.states),
            **of_status,
        }

    def _ids(self, texts: Memo, versions: Numbers) -> Sequence[bytes]:
        # A gazetteer gives the same array for the same selection, as long as the same places exist.
        if self._shown[0] is not versions:
            self._shown = versions, [b",".join(map(texts.__getitem__, versions.tolist()))] if len(versions) else []
        return self._shown[1]

    def _reported(self, run: Run, texts: Memo, statuses: Numbers | None) -> Sequence[bytes]:
        """Null where nobody reports whether the place can be used."""
        assert statuses is not None, "a frame has statuses"
        content = run.world.states["content"]
        reported = content[statuses] != content[0]
        written = [NULL] * len(statuses)
        for number in np.flatnonzero(reported).tolist():
            written[number] = texts[int(statuses[number])]
        return written

    def _made_for(self, run: Run) -> dict[str, Memo]:
        made_for = gazetteer, states = run.world.gazetteer, run.world.states
        if self._kept_for[0] is not gazetteer or self._kept_for[1] is not states:
            self._kept_for = made_for
            self._texts = {name: self._memo(states, read) for name, read in (_OF_STATE | _OF_STATUS).items()}
            self._texts["place"] = Memo(self._budget, lambda version: encode(gazetteer.ids[version]))
        return self._texts

    def _memo(self, states: States, read: Callable[[StateRow], Any]) -> Memo:
        return Memo(self._budget, lambda state: encode(read(states.row(state))))
