"""The file of outlines as events: each describes a place anew, and nothing of it changes but its outline."""

from collections.abc import Iterator
from pathlib import Path

from domain.events import Event, SourceRegistered
from domain.gazetteer.descriptions import Description, described_anew
from importers.gazetteer.reconcile import Reconciler
from sample.outlines import drawing, matching

SAMPLE = Path(__file__).parent.parent / "afghanistan-2021"
COUNTRY = "af"
PUBLISHED = "2023-12-12"
SOURCE = "geoboundaries-afg-outlines"
CREDIT = (
    "Outlines: geoBoundaries, https://www.geoboundaries.org, simplified; Runfola et al. (2020), "
    "https://doi.org/10.1371/journal.pone.0231866. Codes, names: OCHA COD-AB; GeoNames, CC BY 4.0; afg-names, MIT"
)


def outline_events(provinces: Path, districts: Path) -> list[Event]:
    """The source, then the places with their outlines, from the two files of geoBoundaries. Raises SystemExit."""
    places = matching.places_on_record(SAMPLE / "03-places.jsonl")
    return [_source(), *_described(places, _outlines(places, provinces, districts))]


def _outlines(places: dict[str, Description], provinces: Path, districts: Path) -> drawing.Outlines:
    """Those of districts and of provinces, by place. Raises SystemExit."""
    reconciler = Reconciler(dict(places), COUNTRY)
    matching.matched(provinces, reconciler)
    lines = matching.matched(districts, reconciler)
    areas = drawing.boundaries(districts)
    shapes = drawing.simplified({place: areas[line - 1] for place, line in lines.items()})
    return shapes | drawing.joined(shapes, {place: str(places[place].parent) for place in shapes})


def _described(places: dict[str, Description], shapes: drawing.Outlines) -> Iterator[Event]:
    """The places that have an outline now, in the order in which they were registered."""
    for id, place in places.items():
        if id in shapes:
            given = {"id": f"outline.{id}", "source": SOURCE, "published": PUBLISHED}
            yield described_anew(place, geometry=drawing.geojson(shapes[id]), **given)


def _source() -> Event:
    return SourceRegistered.model_validate(
        {
            "type": SourceRegistered.TYPE,
            "version": 1,
            "id": f"source.{SOURCE}",
            "published": PUBLISHED,
            "source": SOURCE,
            "name": "Outlines of Afghan provinces and districts, from geoBoundaries gbOpen of 12 December 2023",
            "publisher": "geoBoundaries",
            "title": "Simplified boundaries of districts as of 2014, and provinces made of them",
            "url": "https://www.geoboundaries.org",
            "reliability": "B",
            "licence": "CC-BY-4.0",
            "credit": CREDIT,
            "note": "Three districts of the P-code list are younger than the boundaries and have no outline.",
        }
    )
