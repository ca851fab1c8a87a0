"""What loading files would change, as a dry run of them finds it: of as many places as are folded in a few seconds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from domain.values.terms import Policy
from service.answer_previews import Actors, Places, PreviewedChange, previewed
from store.db import limits
from store.db.connections import Connection
from store.read.actors import actors_by_ids
from store.read.change_folds import StandingClaims, fold_of_changes
from store.read.claim_rows import actors_named
from store.read.claims import standing_rows
from store.read.places import places_by_ids
from store.write.projections.periods import claim_counts


@dataclass(frozen=True, slots=True)
class TriedImport:
    """The claims that stood about some places before the files were loaded, and those that stand after it.

    `left_out`: how many more places the files are about, with too many claims to look at all of them.
    """

    before: StandingClaims
    after: StandingClaims
    places: Places
    actors: Actors
    left_out: int

    def changes(self) -> list[PreviewedChange]:
        """The days of which the answer would differ, by the default policy. It takes up to some seconds."""
        policy = Policy.AGAINST_INTEREST
        found = fold_of_changes(self.before, self.after, policy).here()
        return [previewed(change, policy, self.places, self.actors) for change in found]


async def tried_import(conn: Connection, touched: Iterable[str], head: int) -> TriedImport:
    """Read in the transaction that has loaded the files. `head`: where the log ended before it."""
    claims = await claim_counts(conn, touched)
    places = _as_many_as_can_be_folded(claims)
    before = StandingClaims(*await standing_rows(conn, places, aspect=None, position=head))
    after = StandingClaims(*await standing_rows(conn, places, aspect=None))
    named = actors_named([*before.rows, *after.rows])
    return TriedImport(
        before, after, await places_by_ids(conn, places), await actors_by_ids(conn, named), len(claims) - len(places)
    )


def _as_many_as_can_be_folded(claims: dict[str, int]) -> Sequence[str]:
    """The first of the places, by id."""
    return [*claims][: bisect_right([*accumulate(claims.values())], limits.DRY_RUN_CLAIMS_MAX)]
