"""What recording a batch would come to: the checks of an append and what its projections would say, in a transaction
that only reads. No lock is taken, so nobody waits for it, and any process can do it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from types import SimpleNamespace
from typing import Any

from domain.control.standing import Annulment, annulled
from domain.events import EventCorrected
from domain.values.problems import Problem, Refused
from domain.values.terms import Policy
from store.db import limits
from store.db.connections import Connection
from store.read.actors import ActorRow, actor_row
from store.read.change_folds import PlaceChange, StandingClaims, fold_of_changes
from store.read.claim_rows import OF_SOURCE, ClaimRow, actors_named
from store.read.claims import all_rows, sides_of
from store.read.entry import Entry
from store.read.folds import Fold
from store.read.places import PlaceRow, place_row
from store.read.sources import sources_by_ids
from store.write.append import Appended, check
from store.write.batch import Batch, check_given_key
from store.write.entries import recorded_entries
from store.write.projections.control_claims import claim_rows
from store.write.projections.event_places import places_of_entries
from store.write.projections.periods import check_counts, claim_counts
from store.write.projections.update import touched_places
from store.write.projections.versions import coming_versions
from store.write.registry import ACTORS, PLACES, SOURCES, Register
from store.write.rows import Row

_Coming = Mapping[str, Row]
"""The descriptions that a batch would bring into force, by the id of what they describe."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """A batch that could be recorded after `position`, the head of the log, with the entries that it would make.

    `event_places` are the places that each entry is about, by its position. `places`, `actors` and the `publishers` of
    sources are as the batch describes them, by id; `acts` are its corrections and retractions. `before` and `after` are
    the claims that stand about every place of which an answer may change.
    """

    position: int
    entries: Sequence[Entry]
    event_places: Mapping[int, set[str]]
    places: Mapping[str, PlaceRow]
    actors: Mapping[str, ActorRow]
    publishers: Mapping[str, str | None]
    acts: Collection[Annulment]
    before: StandingClaims
    after: StandingClaims

    def changes(self, policy: Policy) -> Fold[list[PlaceChange]]:
        """The days of which the answer would differ, still to be folded."""
        return fold_of_changes(self.before, self.after, policy)


async def dry_run(conn: Connection, batch: Batch) -> DryRun | Appended:
    """What `append` would do; Appended where it has done so already under this key. Stores nothing.

    Raises what `append` raises, and Refused where the places have too many claims to try it.
    """
    check_given_key(batch.key)
    checked = await check(conn, batch)
    if checked.appended.replayed:
        return checked.appended
    stamp = batch.now.astimezone(UTC), batch.by
    entries = await recorded_entries(conn, checked.accepted, [stamp] * len(checked.accepted))
    event_places = await places_of_entries(conn, entries)
    touched = await touched_places(conn, entries, event_places)
    drafted = await claim_rows(conn, entries)
    _check_width(Counter(await claim_counts(conn, touched)) + Counter(row["place"] for row in drafted))
    places, actors, sources = [await coming_versions(conn, one, entries) for one in (PLACES, ACTORS, SOURCES)]
    before, after = await _claims(conn, entries, touched, drafted, {ACTORS: actors, SOURCES: sources})
    return DryRun(
        position=checked.appended.first - 1,
        entries=entries,
        event_places=event_places,
        places={place: place_row(SimpleNamespace(**row)) for place, row in places.items()},
        actors={actor: actor_row(SimpleNamespace(**row)) for actor, row in actors.items()},
        publishers={source: row["publisher"] for source, row in sources.items()},
        acts=_acts(entries),
        before=before,
        after=after,
    )


def _check_width(claims: Counter[str]) -> None:
    """`claims` has how many there would be about each place. Raises Refused."""
    check_counts(claims.values(), limits.REFOLD_CLAIMS_MAX)
    if claims.total() > limits.DRY_RUN_CLAIMS_MAX:
        one, several = "what it would change cannot be shown", "try it in parts, about fewer places each"
        remedy = several if len(claims) > 1 else one
        message = (
            f"{len(claims):,} places with {claims.total():,} claims would be folded twice, and a dry run folds "
            f"{limits.DRY_RUN_CLAIMS_MAX:,} at most: {remedy}; it may be recorded all the same"
        )
        raise Refused(Problem((), "DRY_RUN_TOO_WIDE", message))


async def _claims(
    conn: Connection,
    entries: Sequence[Entry],
    places: Iterable[str],
    drafted: Sequence[Row],
    coming: Mapping[Register, _Coming],
) -> tuple[StandingClaims, StandingClaims]:
    """The claims that stand about these places before the entries are recorded, and after it."""
    head = entries[0].position - 1
    rows, _, acts = await all_rows(conn, places, aspect=None, position=head)
    own = await _own_rows(conn, drafted, head)
    known = sorted({*acts, *_acts(entries)})
    later = [_from_source(row, coming[SOURCES].get(row.source or "")) for row in [*rows, *own]]
    sides = await sides_of(conn, actors_named([*rows, *later]), head)
    sides_later = sides | {actor: row["side"] for actor, row in coming[ACTORS].items()}
    return StandingClaims(_standing(rows, acts), sides), StandingClaims(_standing(later, known), sides_later)


def _standing(rows: Iterable[ClaimRow], acts: Iterable[Annulment]) -> list[ClaimRow]:
    gone = annulled(acts)
    return [row for row in rows if row.position not in gone]


def _acts(entries: Iterable[Entry]) -> list[Annulment]:
    acts = [(entry.position, entry.target, isinstance(entry.event, EventCorrected)) for entry in entries]
    return [Annulment(position, target, correction) for position, target, correction in acts if target]


async def _own_rows(conn: Connection, drafted: Sequence[Row], head: int) -> list[ClaimRow]:
    """The drafted claims as they would be read, each with its source as it is registered now."""
    sources = await sources_by_ids(conn, {row["source"] for row in drafted if row["source"]}, position=head)
    return [ClaimRow(**row, **_columns(sources.get(row["source"]))) for row in drafted]


def _columns(source: Any) -> Row:
    return {name: source and getattr(source, name) for name in OF_SOURCE}


def _from_source(row: ClaimRow, source: Row | None) -> ClaimRow:
    """The claim as it is read once its source is described so; None: the batch does not describe it."""
    return row._replace(**{name: source[name] for name in OF_SOURCE}) if source else row
