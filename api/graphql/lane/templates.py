"""Templates of what is written once for every place of a page: constant text, pieces of the place as described, pieces
of its state, and holes for what depends on the day.

All pieces between two holes are kept as one text for each place in each state. So a page is a lookup for each place,
and one join. Those that are not there yet are written part by part for all places, and not place by place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, NamedTuple

import numpy as np

from api.graphql.lane.memos import Budget, Memo
from api.graphql.lane.run import Numbers, Run
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy

_STATE_BITS = 32
_STATE = (1 << _STATE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Places by their versions and states, in order; `statuses` are there where a template needs them."""

    at: Coordinates
    versions: Numbers
    states: Numbers
    statuses: Numbers | None = None
    starts: Numbers | None = None
    """Of periods: the first day of each, an ordinal, and the last one, for which FOREVER stands where it lasts."""
    lasts: Numbers | None = None

    @property
    def days(self) -> Any:
        """The last day, an ordinal, that each state is asked about."""
        if self.lasts is not None:
            return self.lasts
        return self.at.day.toordinal()


class OfPlace(NamedTuple):
    """A piece that depends on the description of a place: one for each of many versions, by their numbers."""

    write: Callable[[Run, Numbers], Iterable[bytes]]


class OfState(NamedTuple):
    """A piece that depends on a state, and on the policy that it was resolved by: one for each of many states."""

    write: Callable[[Run, Numbers, Policy], Iterable[bytes]]


class Hole(NamedTuple):
    """What depends on the day as well: written anew for each place of a page. `of_status`: it needs their statuses."""

    column: Callable[[Run, Page], Sequence[bytes]]
    of_status: bool = False


Part = bytes | OfPlace | OfState | Hole


class Template:
    """What is written for a place, put together from its parts."""

    def __init__(self, budget: Budget, parts: Sequence[Part]):
        self._budget = budget
        self._holes = [part for part in parts if isinstance(part, Hole)]
        self._pieces = _between_holes(parts)
        self._of_place = any(isinstance(part, OfPlace) for part in parts)
        self._of_state = any(isinstance(part, OfState) for part in parts)
        self._kept: dict[Policy, Memo] = {}
        self._kept_for: tuple[object, object] = (None, None)

    @property
    def needs_statuses(self) -> bool:
        return any(hole.of_status for hole in self._holes)

    def items(self, run: Run, page: Page) -> list[bytes]:
        """One text for each place of the page."""
        entries = self._memo(run, page.at.policy).pieces(self._numbers(page))
        if not self._holes or not entries:
            return entries
        return [b"".join(pieces) for pieces in zip(*self._columns(run, page, entries), strict=True)]

    def page(self, run: Run, page: Page) -> bytes:
        """The texts of all places of the page as a list."""
        entries = self._memo(run, page.at.policy).pieces(self._numbers(page))
        if not entries:
            return b"[]"
        if not self._holes:
            # Written at both ends instead of around the whole, which would be copied.
            entries[0] = b"[" + entries[0]
            entries[-1] += b"]"
            return b",".join(entries)
        between = [b"[", *[b","] * (len(entries) - 1)]
        pieces = chain.from_iterable(zip(between, *self._columns(run, page, entries), strict=True))
        return b"".join(chain(pieces, [b"]"]))

    def _columns(self, run: Run, page: Page, entries: Sequence[Sequence[bytes]]) -> list[Sequence[bytes]]:
        """What is between holes and what is in them, in turn."""
        first, *others = zip(*entries, strict=True)
        columns: list[Sequence[bytes]] = [first]
        for hole, after in zip(self._holes, others, strict=True):
            columns += [hole.column(run, page), after]
        return columns

    def _numbers(self, page: Page) -> list[int]:
        """Version and state of each place as one number, as far as the pieces depend on them."""
        if not self._of_place:
            return (page.states if self._of_state else np.zeros(len(page.states), np.int32)).tolist()
        versions = page.versions.astype(np.int64) << _STATE_BITS
        return (versions | page.states if self._of_state else versions).tolist()

    def _memo(self, run: Run, policy: Policy) -> Memo:
        # A version has its number in one gazetteer, a state in one list of states.
        made_for = run.world.gazetteer, run.world.states
        if self._kept_for[0] is not made_for[0] or self._kept_for[1] is not made_for[1]:
            self._kept, self._kept_for = {}, made_for
        memo = self._kept.get(policy)
        if memo is None:
            memo = self._kept[policy] = Memo(self._budget, self._maker(run, policy))
        return memo

    def _maker(self, run: Run, policy: Policy) -> Callable[[Sequence[int]], Sequence[bytes | tuple[bytes, ...]]]:
        def make(numbers: Sequence[int]) -> Sequence[bytes | tuple[bytes, ...]]:
            keys = np.array(numbers, np.int64)
            versions, states = keys >> _STATE_BITS, keys & _STATE
            written = [_joined(run, policy, parts, versions, states) for parts in self._pieces]
            return [*zip(*written, strict=True)] if self._holes else written[0]

        return make


def _joined(run: Run, policy: Policy, parts: Sequence[Part], versions: Numbers, states: Numbers) -> list[bytes]:
    """What is between two holes, for each place."""
    columns: list[Iterable[bytes]] = []
    for part in parts:
        match part:
            case OfPlace(write=of_place):
                columns.append(of_place(run, versions))
            case OfState(write=of_state):
                columns.append(of_state(run, states, policy))
            case bytes():
                columns.append(repeat(part, len(states)))
            case Hole():
                raise AssertionError("a hole is between pieces")
    return [*map(b"".join, zip(*columns, strict=True))] if columns else [b""] * len(states)


def _between_holes(parts: Sequence[Part]) -> list[list[Part]]:
    pieces: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, Hole):
            pieces.append([])
        elif isinstance(part, bytes) and pieces[-1] and isinstance(pieces[-1][-1], bytes):
            pieces[-1][-1] += part
        else:
            pieces[-1].append(part)
    return pieces
