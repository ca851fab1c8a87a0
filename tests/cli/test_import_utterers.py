"""An import names, once each, the first utterers in free text that are like registered actors, and refuses none."""

from domain.events import Event
from tests.support.builders import actor, cast, changed
from tests.support.cli_runner import Cli

MINISTRY = actor("afghan-mod", name="Ministry of Defence of the Islamic Republic of Afghanistan")
LIKE = "UTTERER_LIKE_ACTOR"
WORD = "word of the Afghan Ministry of Defense"
REMEDY = "if that is who spoke, give the id first in `attribution`; until then the interest is UNKNOWN"


def said(by: str) -> Event:
    return changed(gainer="government", attribution=[by])


def test_each_is_named_once_with_its_first_line(cli: Cli) -> None:
    speakers = ["a council member", WORD, "afghan-mod", "The Taliban", WORD, "a resident"]
    file = cli.file(*cast(), MINISTRY, *map(said, speakers))

    [report] = cli("import", file, "--json").json["files"]
    assert report["notes"] == [
        f"{LIKE}, line 10: the first utterer {WORD!r} is no registered actor and is like afghan-mod: {REMEDY}",
        f"{LIKE}, line 12: the first utterer 'The Taliban' is no registered actor and is like taliban: {REMEDY}",
    ]
    assert (report["refused"], report["stored"]) == (0, True)


def test_of_many_the_report_names_some_and_counts_the_rest(cli: Cli) -> None:
    speakers = [f"Taliban commander {number}" for number in range(30)]

    [report] = cli("import", cli.file(*cast(), *map(said, speakers)), "--json").json["files"]
    assert len(report["notes"]) == 21
    assert report["notes"][-1] == f"{LIKE}: and 10 more first utterers that are like actors"


def test_a_person_who_imports_reads_it_too(cli: Cli) -> None:
    assert f"{LIKE}, line 9:" in cli.does("import", cli.file(*cast(), MINISTRY, said(WORD)))
