"""What the generator makes is true, and of many kinds."""

from collections import Counter
from dataclasses import replace
from random import Random

from domain.values.terms import Interest
from tests.reference.reporting import Knobs
from tests.reference.true_reports import Form
from tests.reference.true_worlds import random_world

WORLDS = [random_world(Random(seed)) for seed in range(1_000)]


def test_every_world_is_valid():
    assert [n for n, world in enumerate(WORLDS) if not world.is_valid] == []


def test_the_same_seed_gives_the_same_world():
    assert random_world(Random(7)) == random_world(Random(7))


def test_worlds_are_of_many_kinds():
    reports = [report for world in WORLDS for report in world.reports]
    turns = Counter(len(world.history.turns) for world in WORLDS)
    days_of_turns = [[turn.moment.date() for turn in world.history.turns] for world in WORLDS]

    assert set(turns) == {1, 2, 3, 4}
    assert Counter(report.form for report in reports).keys() == set(Form)
    assert {report.interest for report in reports} == set(Interest)
    assert any(report.loser for report in reports)
    assert any(report.regained for report in reports)
    assert any(report.about == -1 for report in reports)
    assert any(len(set(days)) < len(days) for days in days_of_turns)
    assert len({report.occurred.count("T") for report in reports}) == 3


def test_a_false_report_is_seen():
    world = next(w for w in WORLDS if w.reports[0].form is Form.CHANGE)
    [first, *others] = world.reports

    for lie in (
        replace(first, held=("X", first.held[1])),
        replace(first, occurred="2020-01-01"),
        replace(first, form=Form.SIGHT, occurred="2020-01-01"),
        replace(first, loser="X"),
    ):
        assert not replace(world, reports=(lie, *others)).is_valid


def test_a_turn_that_nobody_reports_is_seen():
    world = WORLDS[0]
    kept = tuple(report for report in world.reports if report.about != 0)

    assert not replace(world, reports=kept).is_valid


def test_the_knobs_turn():
    knobs = Knobs(turns=(1, 1), more_reports=(0, 0), voices=(1, 1), losers=1.0)
    world = random_world(Random(3), knobs)

    assert len(world.history.turns) == 1
    assert len(world.reports) <= 2
