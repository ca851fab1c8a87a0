"""More rows than fit into memory, and more parts than a process may have files open."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.reading.sorting import Sorter


def open_files() -> int:
    return len(os.listdir("/dev/fd"))


@given(items=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60), rows=st.integers(1, 5))
def test_items_come_back_in_order_however_they_were_laid_down(items: list[tuple[int, int]], rows: int) -> None:
    with Sorter(rows_max=rows, parts_max=3) as sorter:
        for item in items:
            sorter.add(item)
        assert list(sorter.sorted()) == sorted(items)


def test_the_files_that_are_open_do_not_grow_with_the_rows() -> None:
    before = open_files()
    with Sorter(rows_max=1, parts_max=4) as sorter:
        for item in range(2_000, 0, -1):
            sorter.add(item)
            assert open_files() - before < 40

        assert list(sorter.sorted()) == list(range(1, 2_001))
    assert open_files() == before


def test_sorting_can_be_cancelled_while_parts_are_merged() -> None:
    def pause() -> None:
        raise KeyboardInterrupt

    with Sorter(pause, rows_max=2, parts_max=3) as sorter:
        for item in range(5):
            sorter.add(item)
        with pytest.raises(KeyboardInterrupt):
            sorter.add(5)
