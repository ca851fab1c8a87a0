"""Settings come from the environment, and say what is wrong with them before anything starts."""

import inspect
import re

import pytest
from pydantic import ValidationError

from api import settings
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


def test_every_setting_is_described_where_it_is_defined() -> None:
    text = inspect.getsource(settings.Settings)

    undescribed = [name for name in Settings.model_fields if not re.search(rf'    {name}: .*\n    """', text)]
    assert undescribed == []


@pytest.mark.parametrize("name", ["cors_origins", "embed_origins", "allowed_hosts"])
@pytest.mark.parametrize(
    "value", [",", "https://a.example,", "a.example,,b.example", "https://a.example;b", "a b", "-"]
)
def test_a_list_that_cannot_be_read_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=f"TIMELINE_{name.upper()} is written"):
        Settings(**{name: value})


def test_lists_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_CORS_ORIGINS", " https://map.example, http://localhost:5173/ ")
    monkeypatch.setenv("TIMELINE_ALLOWED_HOSTS", "Map.example,*.ngo.example,10.0.0.7,fd00::7")
    monkeypatch.setenv("TIMELINE_EMBED_ORIGINS", "")

    given = Settings()

    assert given.origins() == ["https://map.example", "http://localhost:5173"]
    assert given.hosts() == ["map.example", "*.ngo.example", "10.0.0.7", "fd00::7"]
    assert given.embedders() == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("TIMELINE_ALLOWED_HOST", "TIMELINE_ALLOWED_HOSTS"),
        ("timeline_open_write", "TIMELINE_OPEN_WRITES"),
        ("TIMELINE_WRITE_TOKENS", "timeline token create"),
        ("TIMELINE_", "README.md"),
        ("TIMELINE_QQQQ", "README.md"),
    ],
)
def test_a_setting_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, hint: str) -> None:
    """given a name that is misspelt; then nothing starts with the default in its place, and the value is not shown"""
    monkeypatch.setenv(name, "s3cret")

    with pytest.raises(ValidationError) as refused:
        Settings()
    assert hint in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_what_tests_and_builds_read_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_TEST_POSTGRES_URL", "postgresql://nobody@localhost/none")
    monkeypatch.setenv("TIMELINE_DASHBOARD", "skip")

    assert Settings().port == 8000


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "timeline.example", "127.0.0.1.example", ""])
def test_only_this_machine_may_write_without_a_token(host: str) -> None:
    with pytest.raises(ValidationError, match="timeline token create"):
        Settings(open_writes=True, host=host)
    assert not Settings(host=host).open_writes


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_on_loopback_it_may(host: str) -> None:
    assert Settings(open_writes=True, host=host).open_writes


@pytest.mark.parametrize("name", ["cors_origins", "allowed_hosts"])
def test_an_open_server_is_not_open_to_every_page(name: str) -> None:
    with pytest.raises(ValidationError, match="every page"):
        Settings(open_writes=True, **{name: "*"})


@pytest.mark.parametrize("value", [",", "maybe", "", "2"])
def test_whether_writes_are_open_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TIMELINE_OPEN_WRITES", value)

    with pytest.raises(ValidationError):
        Settings()


def test_traces_without_their_extra_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: None)

    with pytest.raises(ValidationError, match=r"conflict-timeline\[traces\]"):
        Settings(traces=True)
