"""Settings come from the environment, and say what is wrong with them before anything starts."""

import inspect
import re

import pytest
from pydantic import ValidationError

from api import settings
from api.http.auth import NotAllowed, Writers
from api.settings import Settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TIMELINE_{name.upper()}", raising=False)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///here.db", "sqlite+aiosqlite:///here.db"),
        ("sqlite+aiosqlite:///here.db", "sqlite+aiosqlite:///here.db"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d"),
    ],
)
def test_the_driver_of_a_database_is_ours_to_name(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", given)

    assert Settings().database_url == used


@pytest.mark.parametrize("url", ["", "here.db", "mysql://h/d", "postgresql+psycopg://h/d", "sqlite"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="sqlite:///FILE"):
        Settings(database_url=url)


def test_by_default_nobody_else_can_reach_it_and_the_data_lie_where_it_is_started() -> None:
    assert (Settings().host, Settings().database_url) == ("127.0.0.1", "sqlite+aiosqlite:///timeline.db")


def test_tokens_are_read_by_name_and_never_shown() -> None:
    given = Settings(write_tokens="desk:one, newsroom:two:three ,")

    assert given.tokens() == {"one": "desk", "two:three": "newsroom"}
    assert "one" not in repr(given)


@pytest.mark.parametrize("tokens", ["secret", "name:", ":token", "a:b,c"])
def test_tokens_without_a_name_are_refused_without_showing_them(tokens: str) -> None:
    with pytest.raises(ValidationError, match="name:token,name:token"):
        Settings(write_tokens=tokens)


def test_every_setting_is_described_where_it_is_defined() -> None:
    text = inspect.getsource(settings.Settings)

    undescribed = [name for name in Settings.model_fields if not re.search(rf'    {name}: .*\n    """', text)]
    assert undescribed == []


class TestWriters:
    @pytest.mark.parametrize("header", ["Bearer one", "bearer one", "BEARER  one "])
    def test_the_scheme_is_read_as_http_has_it(self, header: str) -> None:
        assert Writers({"one": "desk"}).name_of(header) == "desk"

    @pytest.mark.parametrize(
        "header", [None, "", "one", "Basic one", "Bearer", "Bearer ", "Bearer on", "Bearer öne\udcff"]
    )
    def test_nothing_else_is_let_in(self, header: str | None) -> None:
        with pytest.raises(NotAllowed):
            Writers({"one": "desk"}).name_of(header)


def test_traces_without_their_extra_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: None)

    with pytest.raises(ValidationError, match=r"conflict-timeline\[traces\]"):
        Settings(traces=True)
