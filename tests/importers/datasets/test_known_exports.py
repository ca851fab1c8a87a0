"""UCDP's and ACLED's tables, by rows of our own making in their shape."""

import io

from domain.events.interchange import write
from importers.datasets.acled import ACLED
from importers.datasets.known_exports import KnownExport
from importers.datasets.ucdp_ged import UCDP_GED
from importers.tables.known_places import KnownPlace, KnownPlaces
from tests.support.export_rows import ACLED_ROW, GED, read


def only(export: KnownExport, row: dict[str, str], **options):
    """The events of one row, by their type."""
    [line] = read(export, row, **options)
    assert not line.problems
    return {event.TYPE: event for event in line.events}


class TestUcdp:
    def test_deaths_keep_their_three_numbers_and_two_sides_have_clashed(self) -> None:
        found = only(UCDP_GED, GED)

        deaths = found["CasualtiesReported"]
        assert (deaths.count.low, deaths.count.best, deaths.count.high) == (2, 5, 9)
        assert deaths.place == "ucdp-ged-examplia-north-province-ford-district-ford"
        assert found["ClashReported"].parties == ("ged-government-of-examplia", "ged-hill-front")

    def test_the_dead_of_each_side_are_parts_of_all(self) -> None:
        split = {"deaths_a": "2", "deaths_b": "0", "deaths_civilians": "2", "deaths_unknown": "1"}
        [line] = read(UCDP_GED, GED | split)

        whole, *parts = [event for event in line.events if event.TYPE == "CasualtiesReported"]
        assert [(part.party, part.count.best, part.count.low) for part in parts] == [
            ("ged-government-of-examplia", 2, None),
            ("ged-civilians", 2, None),
            (None, 1, None),
        ]
        assert {(part.part_of, part.incident, part.place) for part in parts} == {
            (whole.id, whole.incident, whole.place)
        }
        assert "ged-civilians" in [event.actor for event in line.once if event.TYPE == "ActorRegistered"]

    def test_the_place_is_as_high_up_as_its_precision_says(self) -> None:
        places = {p: only(UCDP_GED, GED | {"where_prec": p})["CasualtiesReported"].place for p in "1234567"}

        assert places == {
            "1": "ucdp-ged-examplia-north-province-ford-district-ford",
            "2": "ucdp-ged-examplia-north-province-ford-district-ford",
            "3": "ucdp-ged-examplia-north-province-ford-district",
            "4": "ucdp-ged-examplia-north-province",
            "5": "ucdp-ged-examplia-north-province",
            "6": "ucdp-ged-examplia",
            "7": None,
        }

    def test_the_date_is_as_wide_as_its_precision_says(self) -> None:
        def occurred(**fields: str) -> str:
            return only(UCDP_GED, GED | fields)["CasualtiesReported"].occurred

        assert occurred() == "2021-06-20"
        assert occurred(date_prec="2", date_end="2021-06-23") == "2021-06-20/2021-06-23"
        assert occurred(date_prec="2") == "2021-06-20~"
        assert occurred(date_prec="4") == "2021-06~"

    def test_numbers_out_of_order_are_widened_and_the_repair_is_reported(self) -> None:
        [line] = read(UCDP_GED, GED | {"low": "35", "best": "228", "high": "35"})

        count = line.events[0].count
        assert (count.low, count.best, count.high) == (35, 228, 228)
        assert count.verbatim == "low 35, best 228, high 35"
        assert line.repairs == ("BOUNDS_WIDENED",)

    def test_one_sided_violence_is_no_clash(self) -> None:
        assert only(UCDP_GED, GED | {"type_of_violence": "3", "side_b": "Civilians"}).keys() == {"CasualtiesReported"}

    def test_a_file_without_the_names_of_its_columns_is_known_by_its_layout(self) -> None:
        row = dict.fromkeys(UCDP_GED.layout, "") | {k: v for k, v in GED.items() if k in UCDP_GED.layout}
        text = ",".join(f'"{row[name]}"' for name in UCDP_GED.layout)

        first, second = UCDP_GED.lines(io.BytesIO(f"{text}\n{text.replace('1001', '1002', 1)}\n".encode()))

        assert [one.number for one in (first, second)] == [1, 2]
        assert [one.events[0].id for one in (first, second)] == ["ucdp-ged/1001/deaths", "ucdp-ged/1002/deaths"]

    def test_numbers_that_a_spreadsheet_made_decimal_are_the_same_event(self) -> None:
        decimal = {name: f"{GED[name]}.0" for name in ("id", "where_prec", "date_prec", "type_of_violence", "best")}

        [line] = read(UCDP_GED, GED | {"where_prec": "2"})
        [again] = read(UCDP_GED, GED | decimal | {"where_prec": "2.0"})

        assert line.events == again.events

    def test_points_are_mended_and_deaths_are_not_lost_for_want_of_one(self) -> None:
        [comma] = read(UCDP_GED, GED | {"latitude": "36,5", "longitude": "68,5"})
        [none] = read(UCDP_GED, GED | {"latitude": ""})

        assert (comma.once[-1].latitude, comma.repairs) == (36.5, ("DECIMAL_COMMA",))
        assert (none.once[-1].latitude, none.repairs, len(none.events)) == (None, ("NO_POINT",), 2)

    def test_a_date_that_a_spreadsheet_changed_is_reported_with_the_remedy(self) -> None:
        [line] = read(UCDP_GED, GED | {"date_start": "6/20/2021 0:00"})

        assert "a spreadsheet may have changed it" in line.problems[0].message

    def test_a_row_that_is_refused_takes_no_description_with_it(self) -> None:
        bad, good = read(UCDP_GED, GED | {"best": "many"}, GED | {"id": "1002"})

        assert [problem.code for problem in bad.problems] == ["NOT_A_WHOLE_NUMBER"]
        assert {event.TYPE for event in good.once} == {"SourceRegistered", "ActorRegistered", "PlaceRegistered"}


GAZETTEER = KnownPlaces(
    "ex",
    [
        KnownPlace("ex", "COUNTRY", None, ("Examplia",)),
        KnownPlace("ex-north", "PROVINCE", "ex", ("North",)),
        KnownPlace("ex-south", "PROVINCE", "ex", ("South",)),
        KnownPlace("ex-mill", "DISTRICT", "ex-north", ("Mill",)),
        KnownPlace("ex-mill-town", "POPULATED_PLACE", "ex-mill", ("Milltown",)),
        KnownPlace("ex-elsewhere", "POPULATED_PLACE", "ex-south", ("Ford",)),
    ],
)


class TestGazetteer:
    def place(self, **cells: str) -> object:
        return only(UCDP_GED, GED | cells, known=GAZETTEER)["CasualtiesReported"].place

    def test_names_are_found_without_the_words_that_an_export_says_after_them(self) -> None:
        assert self.place(where_prec="4") == "ex-north"
        assert self.place(where_prec="3", adm_2="Mill District") == "ex-mill"
        assert self.place(adm_2="Mill City Municipality", where_coordinates="Milltown village") == "ex-mill-town"
        assert self.place(where_prec="6") == "ex"

    def test_a_town_that_the_gazetteer_lacks_is_registered_in_the_narrowest_place_that_it_has(self) -> None:
        [line] = read(UCDP_GED, GED, known=GAZETTEER)

        [town] = [event for event in line.once if event.TYPE == "PlaceRegistered"]
        assert (town.place, town.parent) == ("ucdp-ged-ex-north-ford-district-ford", "ex-north")
        assert line.events[0].place == town.place
        assert line.repairs == ("DISTRICT_UNKNOWN",)

    def test_a_town_that_an_earlier_edition_brought_is_the_same_one(self) -> None:
        brought = KnownPlace("ucdp-ged-ex-north-ford-district-ford", "POPULATED_PLACE", "ex-north", ("Ford",))
        again = KnownPlaces("ex", [*GAZETTEER.places(), brought])

        assert only(UCDP_GED, GED, known=again)["CasualtiesReported"].place == brought.id

    def test_a_province_that_nobody_knows_is_left_to_the_log_to_refuse(self) -> None:
        told = write(only(UCDP_GED, GED | {"adm_1": "Nord"}, known=GAZETTEER)["CasualtiesReported"])

        assert '"place":{"name":"Nord","within":"ex","kind":"PROVINCE"}' in told

    def test_the_dead_of_another_country_are_none_of_this_one(self) -> None:
        for precision in "1234567":
            [line] = read(UCDP_GED, GED | {"country": "Elsewhere", "where_prec": precision}, known=GAZETTEER)
            assert [problem.code for problem in line.problems] == ["OTHER_COUNTRY"]

    def test_a_report_about_the_whole_country_is_not_about_a_province(self) -> None:
        [line] = read(UCDP_GED, GED | {"where_prec": "6"}, known=KnownPlaces("ex-north", GAZETTEER.places()))

        assert [problem.code for problem in line.problems] == ["NOT_WITHIN"]


class TestAcled:
    def test_the_gainer_is_known_by_the_kind_of_actor_and_not_by_its_number(self) -> None:
        overtaken = only(ACLED, ACLED_ROW)["ControlChanged"]
        regained = only(ACLED, ACLED_ROW | {"sub_event_type": "Government regains territory"})["ControlChanged"]

        state, rebels = "acled-military-forces-of-examplia", "acled-hill-front"
        assert (overtaken.gainer, overtaken.loser, overtaken.manner) == (rebels, state, "VIOLENT")
        assert (regained.gainer, regained.loser) == (state, rebels)
        assert (overtaken.regained, regained.regained) == (False, True)

    def test_a_transfer_without_violence_has_no_invented_manner(self) -> None:
        row = ACLED_ROW | {"event_type": "Strategic developments", "fatalities": "0"}
        found = only(ACLED, row | {"sub_event_type": "Non-violent transfer of territory"})

        assert found.keys() == {"ControlChanged"}
        assert found["ControlChanged"].manner == "UNKNOWN"

    def test_its_time_stamp_is_the_moment_from_which_it_was_known(self) -> None:
        assert str(only(ACLED, ACLED_ROW)["ControlChanged"].published) == "2021-06-30T00:00:00Z"

    def test_precision_of_time_and_place_is_kept(self) -> None:
        week = only(ACLED, ACLED_ROW | {"time_precision": "2", "geo_precision": "2"})["ControlChanged"]
        month = only(ACLED, ACLED_ROW | {"time_precision": "3", "geo_precision": "3"})["CasualtiesReported"]

        assert (week.occurred, week.place) == ("2021-06-21/2021-06-27", "acled-examplia-north-ford")
        assert (month.occurred, month.place) == ("2021-06", "acled-examplia-north")

    def test_what_falls_somewhere_in_a_province_is_not_the_province(self) -> None:
        [line] = read(ACLED, ACLED_ROW | {"geo_precision": "3"})

        assert "ControlChanged" not in {event.TYPE for event in line.events}
        assert line.repairs == ("SOMEWHERE_IN_PROVINCE",)

    def test_no_reported_death_is_no_number(self) -> None:
        assert "CasualtiesReported" not in only(ACLED, ACLED_ROW | {"fatalities": "0"})
        assert only(ACLED, ACLED_ROW)["CasualtiesReported"].count.best == 3

    def test_a_row_without_anything_to_record_is_counted(self) -> None:
        protest = {"event_type": "Protests", "sub_event_type": "Peaceful protest", "fatalities": "0"}
        [line] = read(ACLED, ACLED_ROW | protest)

        assert (line.skipped, line.once) == ("tells of no change of control, no clash and no deaths", ())

    def test_kinds_of_actors_are_read_as_codes_and_as_words(self) -> None:
        for told, kind in (("8", "EXTERNAL_OTHER_FORCES"), ("External/Other forces", "EXTERNAL_OTHER_FORCES")):
            [line] = read(ACLED, ACLED_ROW | {"inter1": told})
            assert [one.kind for one in line.once if one.TYPE == "ActorRegistered"] == [kind, "REBEL_GROUP"]
