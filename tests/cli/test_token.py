"""Tokens by the command line: made and shown once, listed without their text, revoked."""

from datetime import UTC, datetime

import pytest

from tests.support.cli_runner import Cli


def test_a_token_is_shown_once(cli: Cli) -> None:
    """given a new token; when the tokens are listed; then its name, scope and end are there, and not the token"""
    text = cli.does("token", "create", "amina", "--scope", "append", "--expires", "2099-06-30").strip()
    assert text.startswith("timeline_")

    listed = cli.does("token", "list")
    [token] = cli("token", "list", "--json").json["tokens"]
    assert text not in listed
    assert "amina" in listed
    assert (token["name"], token["scope"], token["state"]) == ("amina", "append", "good")
    assert (token["expiresAt"], token["lastUsedAt"]) == ("2099-06-30T23:59:59.999999Z", None)


def test_a_revoked_token_stays_in_the_list_and_leaves_its_name_free(cli: Cli) -> None:
    cli.does("token", "create", "amina", "--scope", "append")
    taken = cli("token", "create", "amina", "--scope", "read")
    assert (taken.code, "revoke it first" in taken.err) == (1, True)

    cli.does("token", "revoke", "amina")
    cli.does("token", "create", "amina", "--scope", "read")

    tokens = cli("token", "list", "--json").json["tokens"]
    assert [(token["scope"], token["state"]) for token in tokens] == [("read", "good"), ("append", "revoked")]


def test_a_name_without_a_token_cannot_be_revoked(sqlite_cli: Cli) -> None:
    ended = sqlite_cli("token", "revoke", "nobody")

    assert (ended.code, "timeline token list" in ended.err) == (1, True)


def test_days_from_now_are_an_end(sqlite_cli: Cli) -> None:
    [end] = [sqlite_cli("token", "create", "a", "--scope", "read", "--expires", "90d", "--json").json["expiresAt"]]

    assert 89 <= (datetime.fromisoformat(end) - datetime.now(UTC)).days <= 90


@pytest.mark.parametrize("end", ["tomorrow", "0d", "-3d", "2027-13-01", "2027-06-30T12:00", "999999d"])
def test_an_end_that_cannot_be_read_is_refused(sqlite_cli: Cli, end: str) -> None:
    ended = sqlite_cli("token", "create", "amina", "--scope", "read", "--expires", end)

    assert (ended.code, "90d" in ended.err) == (2, True)


@pytest.mark.parametrize("words", [("--scope", "root"), ()])
def test_a_scope_has_to_be_named(sqlite_cli: Cli, words: tuple[str, ...]) -> None:
    assert sqlite_cli("token", "create", "amina", *words).code == 2
