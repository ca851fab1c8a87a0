"""What `make bench` may be asked for."""

import pytest

from benchmarks.harness.options import read_options

NAMES = ("as-of", "stall")


def test_without_a_choice_every_goal_is_wanted() -> None:
    options = read_options(NAMES, ["--only", ""])

    assert all(options.wants(name) for name in NAMES)


@pytest.mark.parametrize("text", ["stall", "stall,", " stall "])
def test_only_what_is_named_is_wanted(text: str) -> None:
    options = read_options(NAMES, ["--only", text])

    assert options.wants("stall")
    assert not options.wants("as-of")


def test_an_unknown_goal_is_named_beside_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(NAMES, ["--only", "stal"])

    assert "no such goal: stal. There are as-of, stall." in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--events", "--places", "--rounds"])
def test_a_war_of_nothing_is_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(NAMES, [option, "0"])

    assert "from 1 on" in capsys.readouterr().err
