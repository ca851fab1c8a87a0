"""The hash over all states of a day, as `stateHash` of the timeline: docs/proofs.md, "A state hash"."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from verifier.refold.claims import Claim
from verifier.refold.events import Events
from verifier.refold.evidence import full_state
from verifier.refold.repeats import without_rows
from verifier.refold.times import written

NO_CLAIM: list[Any] = [None, "UNKNOWN", "UNKNOWN", "UNKNOWN", None, None, [], 0, [], [], []]
"""What stands behind a place of which nobody says anything by the day."""
Claims = Mapping[str, list[Claim]]


def state_hash(events: Events, places: Iterable[str], control: Claims, statuses: Claims, day: date, policy: str) -> str:
    """In hexadecimal. Raises TooManyOrders where a place is too entangled for this fold."""
    ids = {each.position: each.event["id"] for each in events.recorded}
    digest = sha256()
    for place in sorted(places):
        lines = [_line(control.get(place, []), day, policy, ids)]
        status = _line(statuses.get(place, []), day, policy, ids)
        for line in lines if status == NO_CLAIM else [*lines, status]:
            digest.update(json.dumps([place, *line], ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def _line(claims: list[Claim], day: date, policy: str, ids: Mapping[int, str]) -> list[Any]:
    if not claims:
        return NO_CLAIM
    state, reasons = full_state(without_rows(claims), day, policy)
    holder, level, certainty, level_certainty, since, manner, basis, voices, others, vouched = state
    line = [holder, level, certainty, level_certainty, written(*since) if since else None, manner]
    line += [[ids[claim] for claim in basis], voices]
    line.append([[*held, [ids[claim] for claim in told], told_by] for *held, told, told_by in others])
    line.append(sorted([ids[before], ids[after], kind] for before, after, kind in reasons))
    return [*line, vouched]
