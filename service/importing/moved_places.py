"""Places that lie in another place now: a town moves into its district once the gazetteer has that."""

from collections.abc import Mapping

from domain.events import interchange
from domain.events.identifiers import event_id
from domain.gazetteer.descriptions import described_anew
from importers import limits
from service.importing.recording import Candidate, Recording
from store.read import log
from store.read.place_descriptions import descriptions


async def move_places(recording: Recording, moves: Mapping[str, str]) -> None:
    """Describe the places of `moves`, by id, anew in what each lies in now; the report names them.

    What else is on record of a place stays. The ids of the events depend on the head of the log: a place may move back.
    """
    if not moves:
        return
    described = await descriptions(recording.conn, [*moves])
    head = (await log.head(recording.conn)).position
    candidates = []
    for place in sorted(moves.keys() & described.keys()):
        event = described_anew(described[place], parent=moves[place], note="its district is on record now")
        id = event_id(f"{head}\n{interchange.write(event)}")
        candidates.append(Candidate(event.model_copy(update={"id": id}), (), None))
    await recording.append(candidates)
    shown = ", ".join(f"{place} into {moves[place]}" for place in [*moves][: limits.NOTES_SHOWN_MAX])
    more = len(moves) - limits.NOTES_SHOWN_MAX
    recording.result.notes.append(f"moved: {shown}" + (f" and {more:,} more" if more > 0 else ""))
