"""What must hold for every sum of people, whatever was told."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.counting.aggregation import account, total
from domain.counting.breakdown import by_day
from domain.counting.overlap_groups import grouped_people
from domain.counting.people_claims import PeopleClaim
from domain.counting.people_query import PeopleQuery
from domain.gazetteer.place_tree import PlaceTree
from domain.values.count_terms import CountReason
from domain.values.number_range import OPEN, NumberRange, reconcile
from domain.values.number_sums import sum_ranges
from domain.values.reported_number import ReportedNumber
from domain.values.terms import PersonGroup, Qualifier

ATLAS = PlaceTree(
    {"af": None, "tj": None, "north": "tj", "south": "tj", "post": "north"},
    {"af": "COUNTRY", "tj": "COUNTRY", "north": "DISTRICT", "south": "DISTRICT", "post": "BASE"},
)
JUNE = PeopleQuery(date(2021, 6, 1), date(2021, 6, 30))

numbers = st.integers(0, 50)


def _ordered(three: tuple[int | None, ...]) -> NumberRange:
    told = iter(sorted(number for number in three if number is not None))
    return NumberRange(*(None if number is None else next(told) for number in three))


bounds = st.tuples(*[st.none() | numbers] * 3).map(_ordered)
days = st.integers(1, 9).map(lambda n: f"2021-06-0{n}")
times = days | st.tuples(days, days).map(lambda two: "/".join(sorted(two)))
fields = st.fixed_dictionaries(
    {
        "bounds": bounds,
        "occurred": times,
        "incident": st.sampled_from([None, None, "i", "j"]),
        "whole": st.none() | st.integers(0, 7),
        "voice": st.sampled_from(["r", "s", "t"]),
        "group": st.sampled_from([None, None, PersonGroup.ARMED_FORCES, PersonGroup.RETURNEES]),
        "ways": st.sampled_from([(), (), ("north",), ("south",), ("post",), ("north", "south")]),
        "back": st.booleans(),
    }
)
logs = st.lists(fields, min_size=1, max_size=8)
PLAIN = {
    "occurred": "2021-06-05",
    "incident": None,
    "whole": None,
    "voice": "s",
    "group": None,
    "ways": (),
    "back": False,
}


def claims(log: list[dict], order: list[int] | None = None) -> list[PeopleClaim]:
    at = order or list(range(len(log)))
    return [_claim(index, at.index(index), told) for index, told in enumerate(log)]


def _claim(index: int, position: int, told: dict) -> PeopleClaim:
    low, best, high = told["bounds"]
    whole = told["whole"]
    return PeopleClaim(
        position=position,
        id=f"e-{index}",
        ids=frozenset([f"e-{index}"]),
        occurred=told["occurred"],
        count=ReportedNumber(low, best, high, Qualifier.UNKNOWN),
        incident=told["incident"],
        part_of=f"e-{whole}" if whole is not None and whole < index else None,
        voice=told["voice"],
        group=told["group"],
        origin="tj" if told["back"] else "af",
        destination="af" if told["back"] else "tj",
        ways=frozenset(told["ways"]),
    )


def sum_of(told: list[PeopleClaim]) -> NumberRange:
    return total(grouped_people(told, ATLAS), JUNE).bounds


@given(st.lists(bounds, min_size=1), st.data())
def test_any_regrouping_gives_the_same_sum(members: list[NumberRange], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(members)))
    groups = [one for one in (members[:cut], members[cut:]) if one]

    assert sum_ranges(sum_ranges(group) for group in groups) == sum_ranges(members)
    assert sum_ranges(reversed(members)) == sum_ranges(members)


@given(st.lists(bounds, min_size=1, max_size=6))
def test_a_sum_holds_whatever_its_members_hold(members: list[NumberRange]) -> None:
    found = sum_ranges(members)
    least = sum(one.least for one in members)

    assert found.least == least
    assert found.high is None or found.high >= least
    assert found.best is None or found.low is None or found.low <= found.best


@given(st.lists(bounds, min_size=1, max_size=6))
def test_tellings_of_the_same_people_never_count_them_twice(tellings: list[NumberRange]) -> None:
    found = reconcile(tellings).range

    numbers = {number for one in tellings for number in one if number is not None}
    assert found.least <= max(numbers, default=0)
    assert found.best in {None, *(one.best for one in tellings)}
    assert found.high is None or found.high <= max(numbers)
    assert found.high is None or found.least <= found.high


@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(log: list[dict], random) -> None:
    order = list(range(len(log)))
    random.shuffle(order)

    assert sum_of(claims(log, order)) == sum_of(claims(log))


@given(logs)
def test_bounds_never_cross_and_nobody_is_invented(log: list[dict]) -> None:
    told = claims(log)
    found = sum_of(told)

    assert found.high is None or found.least <= found.high
    assert found.least <= sum(one.bounds.low if one.bounds.low is not None else one.bounds.best or 0 for one in told)
    assert found.best is None or any(one.bounds.best is not None for one in told)


@given(logs, fields)
def test_a_claim_of_an_incident_never_counts_a_person_twice(log: list[dict], more: dict) -> None:
    """Given one incident, when another claim of it comes, the least is no more than before, or than one of them says.

    "About 600" alone is no bound; beside another telling it is both.
    """
    same = {"incident": "i", "group": None, "ways": (), "back": False, "occurred": "2021-06-05", "whole": None}
    told = claims([{**one, **same} for one in [*log, more]])
    before, after = sum_of(told[:-1]), sum_of(told)

    assert after.least <= max(before.least, *(one.bounds.low or one.bounds.best or 0 for one in told))
    highs = [one.bounds.high for one in told]
    if None not in highs:
        assert after.high is not None
        assert after.high <= max(highs)


@given(logs, numbers)
def test_a_part_never_adds_to_its_whole(log: list[dict], number: int) -> None:
    told = claims([{**one, "whole": None} for one in log])
    whole = told[0]
    fits = min(number, whole.bounds.high if whole.bounds.high is not None else number)
    part = _claim(99, 99, {**log[0], "bounds": NumberRange(fits, fits, fits)})
    part = replace(part, part_of=whole.id)
    before, after = sum_of([whole]), sum_of([whole, part])

    assert after.least == max(before.least, fits)
    assert after.high == before.high


@given(logs)
def test_every_claim_in_the_period_is_accounted_for_once(log: list[dict]) -> None:
    told = claims(log)
    found = total(grouped_people(told, ATLAS), JUNE)
    lines = [line for one in found.incidents for line in account(one)]

    assert sorted(line.position for line in lines) == sorted(one.position for one in told)
    assert all(line.added is False for line in lines if line.reason is CountReason.PART)


@given(logs)
def test_a_day_of_a_series_is_the_sum_of_that_day(log: list[dict]) -> None:
    told = grouped_people(claims(log), ATLAS)

    for day, found in by_day(told, JUNE):
        assert found == total(told, replace(JUNE, first=day, last=day)).bounds


def test_no_report_is_not_zero() -> None:
    assert sum_of([]) == OPEN


def test_a_copy_whose_original_does_not_stand_is_a_claim_of_its_own() -> None:
    [copy] = claims([{**PLAIN, "bounds": NumberRange(5, 5, 5)}])

    assert sum_of([replace(copy, copy_of="taken-back")]) == NumberRange(5, 5, 5)


def test_two_that_copy_each_other_are_two() -> None:
    one, other = claims([{**PLAIN, "bounds": NumberRange(n, n, n), "incident": f"i-{n}"} for n in (5, 7)])

    assert sum_of([replace(one, copy_of=other.id), replace(other, copy_of=one.id)]) == NumberRange(12, 12, 12)


def test_many_that_may_be_the_same_are_at_least_the_largest() -> None:
    """More than every combination is tried for: one voice gives twenty numbers for one day."""
    log = [{**PLAIN, "bounds": NumberRange(n, n, n)} for n in range(1, 21)]

    assert sum_of(claims(log)) == NumberRange(20, None, 210)
