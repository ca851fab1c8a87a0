"""Every promise of docs/trust.md, tried as often as a test run has time for; `make trust` tries them far more often."""

import pytest
from sqlalchemy.engine import URL

from trust.table import promises
from trust.trial import Trial

PROMISES = promises()


@pytest.fixture(autouse=True)
def one_server_for_all(postgres_server: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trials would start one each."""
    monkeypatch.setenv("TIMELINE_TEST_POSTGRES_URL", postgres_server.render_as_string(hide_password=False))


@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_holds(name: str) -> None:
    trials = list(PROMISES[name](True))

    assert trials
    assert [trial for trial in trials if not trial.is_met] == []


def test_a_control_that_never_fails_is_not_met() -> None:
    assert not Trial("without fsync", "some lost", tries=10, failures=0, control=True).is_met
    assert Trial("without fsync", "some lost", tries=10, failures=3, control=True).is_met


def test_what_was_never_tried_is_not_met() -> None:
    assert not Trial("kill -9", "0 lost", tries=0, failures=0).is_met
