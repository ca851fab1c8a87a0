"""The outlines of the sample: nothing but outlines, and they fit together."""

import json
from pathlib import Path

import pytest
import shapely

from domain.events import Event, PlaceChanged, PlaceRegistered, interchange
from tests.support.cli_runner import Cli
from tests.support.command_queries import ask
from tests.support.repository import ROOT

SAMPLE = ROOT / "sample" / "afghanistan-2021"
BOUNDARIES = ROOT.parent / "shared" / "data" / "afg-geoboundaries"
BYTES_MAX = 400_000
YOUNGER_THAN_THE_BOUNDARIES = {"af-chinarto", "af-patoo", "af-sharak-e-hayratan"}
OF_THE_EVENT = {"type", "id", "published", "source", "note", "geometry"}


def events(name: str) -> list[Event]:
    return [interchange.read(line) for line in (SAMPLE / name).read_text("utf-8").splitlines()]


REGISTERED = {event.place: event for event in events("03-places.jsonl") if isinstance(event, PlaceRegistered)}
CHANGED = {event.place: event for event in events("07-outlines.jsonl") if isinstance(event, PlaceChanged)}
SHAPES = {place: shapely.from_geojson(json.dumps(event.geometry)) for place, event in CHANGED.items()}


def outlines(kind: str) -> list[shapely.Geometry]:
    return [shape for place, shape in SHAPES.items() if CHANGED[place].kind == kind]


def test_a_place_gains_its_outline_and_nothing_else_changes() -> None:
    registered = {place: REGISTERED[place].model_dump(exclude=OF_THE_EVENT) for place in CHANGED}

    assert {place: event.model_dump(exclude=OF_THE_EVENT) for place, event in CHANGED.items()} == registered


def test_every_district_and_province_that_the_boundaries_know_has_an_outline() -> None:
    afghan = {place for place, event in REGISTERED.items() if event.codes[0].code.startswith("AF") and event.parent}

    assert afghan - {*CHANGED} == YOUNGER_THAN_THE_BOUNDARIES
    assert (len(outlines("DISTRICT")), len(outlines("PROVINCE"))) == (398, 34)


def test_neighbours_share_each_corner_of_their_border() -> None:
    assert shapely.coverage_is_valid(outlines("DISTRICT"))
    assert shapely.coverage_is_valid(outlines("PROVINCE"))


def test_districts_cover_the_country_without_a_gap() -> None:
    [country] = shapely.get_parts(shapely.coverage_union_all(outlines("DISTRICT")))

    assert list(country.interiors) == []


def test_a_province_is_what_its_districts_cover() -> None:
    for place, shape in SHAPES.items():
        if CHANGED[place].kind == "PROVINCE":
            districts = [SHAPES[id] for id, event in CHANGED.items() if event.parent == place]
            assert shape.normalize() == shapely.coverage_union_all(districts).normalize()


def test_a_place_lies_in_its_outline() -> None:
    """But Badakhshan: its point was computed from the boundaries of provinces, which differ from those of districts."""
    points = {place: shapely.Point(event.longitude, event.latitude) for place, event in CHANGED.items()}

    assert [place for place, point in points.items() if not SHAPES[place].contains(point)] == ["af-badakhshan"]


def test_the_outlines_are_small_enough_to_send() -> None:
    assert (SAMPLE / "07-outlines.jsonl").stat().st_size < BYTES_MAX


def test_a_place_has_its_outline_on_every_day_and_at_no_position_before(sample_cli: Cli) -> None:
    described = "name describedFrom existsFrom geometry"
    answer = ask(sample_cli.url, f'{{ place(id: "af-imam-sahib") {{ {described} }} log {{ head }} }}')

    assert answer["place"]["name"] == "Imam Sahib"
    assert (answer["place"]["describedFrom"], answer["place"]["existsFrom"]) == (None, None)
    assert answer["place"]["geometry"] == CHANGED["af-imam-sahib"].geometry
    assert answer["log"]["head"] == len(sample_cli.log())


@pytest.mark.skipif(not BOUNDARIES.is_dir(), reason="the boundaries are not here")
def test_the_file_can_be_made_again() -> None:
    from sample.outlines.outline_events import outline_events

    made = outline_events(*(_boundaries(level) for level in ("ADM1", "ADM2")))

    assert [interchange.write(event) for event in made] == (SAMPLE / "07-outlines.jsonl").read_text(
        "utf-8"
    ).splitlines()


def _boundaries(level: str) -> Path:
    return BOUNDARIES / f"geoBoundaries-AFG-{level}_simplified.geojson"
