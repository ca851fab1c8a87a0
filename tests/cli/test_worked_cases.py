"""The worked cases of the design, asked on the command line, on both engines."""

import pytest

from tests.support.cli_runner import Cli
from tests.support.second_edition_cases import SECOND_EDITION
from tests.support.worked_cases import CASES, PLACE, Case, facts


@pytest.mark.parametrize("case", [*CASES, *SECOND_EDITION], ids=lambda case: case.name)
def test_given_these_events_the_questions_have_these_answers(cli: Cli, case: Case) -> None:
    cli.imported(*case.log)

    for asked in case.asked:
        known_on = ["--known-on", asked.known_on] if asked.known_on else []
        ended = cli("state", PLACE, "--as-of", asked.day, "--policy", asked.policy, "--json", *known_on)

        found = facts(ended.json)
        assert {name: found[name] for name in asked.answer} == asked.answer, asked
