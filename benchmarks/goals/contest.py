"""A question that several servers answer in the same rounds, and the bounds for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.harness.work import Work
from benchmarks.report.row import Figure, Row

UNIT = "ms"


@dataclass(frozen=True)
class Contest:
    """`peers` are set beside each of ours, with the bound for the ratio if there is one; `bound_ms` is for ours alone.

    What counts is processor time of the server and its database for one answer.
    """

    goal: str
    ours: Sequence[Work]
    peers: Sequence[tuple[Work, float | None]] = ()
    bound_ms: float | None = None

    @property
    def works(self) -> list[Work]:
        return [*self.ours, *(peer for peer, _ in self.peers)]

    def rows(self) -> list[Row]:
        alone = [self._row(work, None, self.bound_ms) for work in self.ours if not self.peers]
        return alone + [self._row(work, peer, bound) for work in self.ours for peer, bound in self.peers]

    def _row(self, work: Work, peer: Work | None, bound: float | None) -> Row:
        return Row(
            self.goal,
            work.title,
            work.server.name,
            _figure(work),
            bound,
            _figure(peer) if peer else None,
            _peer_name(work, peer) if peer else "",
            refusal=work.refusal or (peer.refusal if peer else None) or "",
        )


def _peer_name(work: Work, peer: Work) -> str:
    """Our own answer to another question is named by that question."""
    return peer.title if peer.server is work.server else peer.server.name


def _figure(work: Work) -> Figure | None:
    return None if work.refusal or not work.cpu_ms else Figure(tuple(work.cpu_ms), UNIT)
