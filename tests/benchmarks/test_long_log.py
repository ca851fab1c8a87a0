"""A log that is made without a database is one that the database could have exported."""

from pathlib import Path

import pytest
from pyarrow import parquet

from benchmarks import long_log
from domain.events import interchange, target
from store.read.stored_event import digest_of


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """Of two wars, the second of which is the first under other names."""
    monkeypatch.setattr(long_log, "EVENTS_OF_A_WAR", 1_500)
    first, second = long_log.parts(tmp_path, 3_000, 40)
    assert first.write() == second.write_like(first) > 1_500
    return parquet.read_table(tmp_path).to_pylist()


def test_positions_are_dense_and_texts_fit_their_digests(rows: list[dict]) -> None:
    assert [row["position"] for row in rows] == [*range(1, len(rows) + 1)]
    assert all(digest_of(row["payload"]) == row["sha256"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_what_an_event_refers_to_is_in_its_own_war(rows: list[dict]) -> None:
    by_position = {row["position"]: row for row in rows}
    acts = [row for row in rows if row["target"]]

    assert acts
    for row in rows:
        event = interchange.read(row["payload"])
        assert event.id == row["id"]
        assert row["target"] is None or by_position[row["target"]]["id"] == target(event)
        prefix = "w0-" if row["position"] <= len(rows) // 2 else "w1-"
        assert row["source"] is None or row["source"].startswith(prefix)
        assert prefix in row["id"]
