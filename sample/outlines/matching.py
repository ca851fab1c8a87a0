"""Which place of the sample a boundary is of, by name and by where it lies, as `timeline places import` decides."""

from dataclasses import replace
from pathlib import Path

from domain.events import PlaceChanged, PlaceRegistered, interchange
from domain.gazetteer.descriptions import Description
from importers.gazetteer.place_listing import ListedPlace
from importers.gazetteer.place_rows import PlaceRowReader
from importers.gazetteer.reconcile import Reconciler
from service.importing.import_gazetteer import read_list

BY_HAND = {
    "Ghanzi": "af-ghazni",
    "Khenj (Hese- Awal)": "af-khenj",
    "Bahrami Shahid (Jaghatu)": "af-ghazni-jaghatu",
    "Jaghatu": "af-maidan-wardak-jaghatu",
}
"""Names of boundaries that the importer refuses to decide. The boundary of the province lays the second Jaghatu into
Ghazni, unlike the P-code list."""


def places_on_record(path: Path) -> dict[str, Description]:
    """The places of a file of events, by id, in its order."""
    events = (interchange.read(line) for line in path.read_text("utf-8").splitlines())
    return {event.place: event for event in events if isinstance(event, PlaceRegistered | PlaceChanged)}


def matched(path: Path, reconciler: Reconciler) -> dict[str, int]:
    """The lines of the boundaries of a file, by the ids of the places on record that they are of.

    Raises SystemExit where a boundary is of none, or of several.
    """
    with path.open("rb") as stream:
        entries = read_list(stream, PlaceRowReader(), tolerance=0)
    listed = [_decided(entry, reconciler.places) for entry in entries if isinstance(entry, ListedPlace)]
    outcomes = list(reconciler.take(listed))
    if refusals := [outcome.problem.message for outcome in outcomes if outcome.problem]:
        raise SystemExit("\n".join([f"{path.name}, to be decided in {Path(__file__).name}:", *refusals]))
    return {outcome.event.place: outcome.listed.line for outcome in outcomes if isinstance(outcome.event, PlaceChanged)}


def _decided(listed: ListedPlace, places: dict[str, Description]) -> ListedPlace:
    """With the name and the code on record, if it was decided by hand."""
    if listed.name not in BY_HAND:
        return listed
    place = places[BY_HAND[listed.name]]
    return replace(listed, names=place.names[:1], code=place.codes[0])
