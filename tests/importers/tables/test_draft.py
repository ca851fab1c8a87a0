"""A draft of a mapping is one that can be read, and says nothing that the table leaves open."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.reading.csv_rows import likely_header
from importers.tables.draft import draft
from importers.tables.mapping import read
from service.importing.draft_mapping import draft_mapping
from tests.support.table_files import csv, mapped


def drafted(text: str, name: str = "towns-2022-04-01.csv") -> str:
    return draft(name, [row.cells for row in csv(text) if row.cells], {})


def test_a_list_of_who_holds_what_can_be_loaded_by_its_draft() -> None:
    rows = ("Ford,3 September 2022,Ukraine", "Mill,4 September 2022,Russia", "Hill,5 September 2022,Contested")
    text = "\n".join(["town,day,Held by", *rows, ""])

    found = mapped(drafted(text), text)

    assert [(line.events[0].occurred, line.events[0].holder, line.events[0].level) for line in found] == [
        ("2022-09-03", "ukraine", "CONTROL"),
        ("2022-09-04", "russia", "CONTROL"),
        ("2022-09-05", None, "CONTESTED"),
    ]


def test_a_wide_table_can_be_loaded_by_its_draft() -> None:
    text = "pcode,2021-06-01,2021-06-15,2021-07-01\nAF1905,gov,taliban,taliban\n"

    assert [line.events[0].holder for line in mapped(drafted(text), text)] == ["gov", "taliban", "taliban"]


def test_a_count_can_be_loaded_by_its_draft() -> None:
    text = "country,date,individuals,updated\npl,2022-03-01,1200,2022-03-02\nmd,2022-03-01,300,2022-03-02\n"

    found = mapped(drafted(text), text)

    assert [(one.events[0].count.best, str(one.events[0].published)) for one in found] == [
        (1200, "2022-03-02"),
        (300, "2022-03-02"),
    ]


def test_a_table_of_days_is_no_list_of_places() -> None:
    told = drafted("adm2_pcode,locality,date,stance\nSD01001,Halfa,2023-06-04,x\nSD01002,Dongola,2023-06-04,y\n")

    assert "PlaceRegistered" not in told
    assert 'holder = { value = "ID" }' in told


def test_a_list_of_what_is_open_can_be_loaded_by_its_draft() -> None:
    text = (
        "name,status,direction,as_of\nAlpha,Operational,Entry,2023-05-30\nBeta,Closed,Exit,2023-05-30\n"
        "Gamma,Closed,Both,2023-05-30\nDelta,Odd,Both,2023-05-30\n"
    )

    found = mapped(drafted(text), text)

    assert [(one.events[0].status, one.events[0].direction) for one in found[:3]] == [
        ("OPEN", "INBOUND"),
        ("CLOSED", "OUTBOUND"),
        ("CLOSED", "BOTH"),
    ]
    assert [one.code for one in found[3].problems] == ["UNKNOWN_VALUE"]
    assert "ActorRegistered" not in drafted(text)


def test_a_column_of_0_and_1_is_about_whoever_it_is_called_after() -> None:
    text = "pcode,date,RSF,vintage\nSD01001,2023-06-04,1,2023-06-05\nSD01002,45105,0,2023-06-05\n"

    yes, no = mapped(drafted(text), text)

    assert (yes.events[0].holder, str(yes.events[0].published)) == ("rsf", "2023-06-05")
    assert no.problems, "who else holds it is not in the table"


def test_whether_the_day_comes_first_is_left_to_the_reader() -> None:
    open_ = drafted("town,date,holder\nFord,03/04/2021,a\nMill,04/04/2021,b\nHill,05/04/2021,a\n")
    clear = drafted("town,date,holder\nFord,03/04/2021,a\nMill,13/04/2021,b\nHill,05/04/2021,a\n")

    assert 'Add dates = ["%d/%m/%Y"] or ["%m/%d/%Y"]' in open_
    assert not read(open_.encode()).event[0].nodes()["occurred"].dates
    assert read(clear.encode()).event[0].nodes()["occurred"].dates == ("%d/%m/%Y",)


def test_a_doubtful_holder_stays_refused_until_somebody_says_what_it_means() -> None:
    text = "town,date,holder\nFord,2022-09-03,Ukraine\nMill,2022-09-03,Ukraine?\nHill,2022-09-03,Russia\n"

    assert [[one.code for one in line.problems] for line in mapped(drafted(text), text)] == [[], ["UNKNOWN_VALUE"], []]


def test_a_title_above_the_names_of_the_columns_is_seen() -> None:
    titled = b"Situation,,,\n\ncountry,date,individuals,note\npl,2022-03-01,1200,\n"

    assert likely_header(io.BytesIO(titled)) == 3
    assert likely_header(io.BytesIO(titled.split(b"\n\n")[1])) is None


def test_years_and_the_number_that_varies_are_taken_for_what_they_are() -> None:
    text = "year,adm_1,level,population\n2020,North,1,1200\n2021,North,1,900\n"

    assert [(one.events[0].occurred, one.events[0].count.best) for one in mapped(drafted(text), text)] == [
        ("2020", 1200),
        ("2021", 900),
    ]


@given(st.lists(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=4), min_size=1, max_size=4))
def test_whatever_a_table_has_its_draft_is_a_mapping(rows: list[dict[str, str]]) -> None:
    if any(rows):
        read(draft("any file.csv", rows, {}).encode())


class TestKindsOfTables:
    """What a row is: a state on a day, a state over a period, or something that happened."""

    def drafted(self, header: str, *rows: str) -> str:
        text = "\n".join([header, *rows, ""])
        return draft_mapping(io.BytesIO(text.encode()), "table.csv")

    @pytest.mark.parametrize(
        ("first", "last"), [("valid_from", "valid_to"), ("start_date", "end_date"), ("from", "to"), ("since", "until")]
    )
    def test_a_table_of_periods(self, first: str, last: str) -> None:
        drafted = self.drafted(
            f"place,holder,{first},{last}", "Alpha,rsf,2023-06-01,2023-06-10", "Beta,saf,2023-06-01,"
        )

        assert f'occurred = {{ column = "{first}" }}' in drafted
        assert f'[periods]\nuntil = {{ column = "{last}" }}' in drafted
        assert "[snapshot]" not in drafted
        assert "Left out" not in drafted
        read(drafted.encode())

    def test_two_dates_that_are_no_period(self) -> None:
        drafted = self.drafted("place,holder,date,update", "Alpha,rsf,2023-06-01,2023-06-10", "Beta,saf,2023-06-01,")

        assert "[periods]" not in drafted

    @pytest.mark.parametrize(
        ("header", "row"),
        [
            ("date,district,event_type,actor1,notes", "2023-06-01,{},Battle,RSF,x"),
            ("incident_date,place,attack_type,perpetrator", "2023-06-01,{},Shelling,SAF"),
        ],
    )
    def test_a_table_of_incidents(self, header: str, row: str) -> None:
        drafted = self.drafted(header, row.format("Alpha"), row.format("Beta").replace("SAF", "RSF"))

        assert 'type = "ClashReported"' in drafted
        assert "ControlAsserted" not in drafted
        read(drafted.encode())

    def test_incidents_with_their_dead(self) -> None:
        drafted = self.drafted("date,district,fatalities", "2023-06-01,Alpha,3", "2023-06-02,Beta,14")

        assert 'type = "CasualtiesReported"' in drafted
        assert 'best = "fatalities"' in drafted
        read(drafted.encode())

    def test_a_table_of_states_stays_one_though_it_has_a_column_of_events(self) -> None:
        drafted = self.drafted("date,district,controlled_by,last_attack", "2023-06-01,A,RSF,x", "2023-06-01,B,SAF,y")

        assert 'type = "ControlAsserted"' in drafted

    def test_a_table_without_a_header_gets_names(self) -> None:
        drafted = self.drafted("AF1905,2021-06-20,12", "AF1907,2021-06-20,7")

        assert 'names = ["column 1", "column 2", "column 3"]' in drafted
        assert '"column 2"' in drafted
