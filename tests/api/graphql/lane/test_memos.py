"""Pieces of answers are bounded by their bytes, all together."""

from collections.abc import Sequence

import numpy as np

from api.graphql.lane.memos import Budget, ColumnTexts, Memo


def test_a_piece_is_made_once() -> None:
    made: list[Sequence[int]] = []

    def make(numbers: Sequence[int]) -> list[bytes]:
        made.append(numbers)
        return [b"piece %d" % number for number in numbers]

    memo = Memo(Budget(), make)

    assert memo.pieces([7, 7]) == [b"piece 7", b"piece 7"]
    assert memo.pieces([9, 7, 8, 9]) == [b"piece 9", b"piece 7", b"piece 8", b"piece 9"]
    assert made == [[7], [9, 8]]


def test_all_pieces_are_dropped_when_there_is_no_more_room() -> None:
    budget = Budget(bytes_max=10_000)
    first, second = (Memo(budget, lambda numbers: [b"x" * 1_000 for _ in numbers]) for _ in range(2))

    for number in range(4):
        assert first.pieces([number]) == second.pieces([number]) == [b"x" * 1_000]
    assert len(first) + len(second) == 8
    assert first.pieces([4]) == [b"x" * 1_000]

    assert (len(first), len(second)) == (1, 0)


def test_what_is_larger_than_all_room_is_written_nevertheless() -> None:
    memo = Memo(Budget(bytes_max=100), lambda numbers: [(b"x" * 1_000, b"y") for _ in numbers])

    assert memo.pieces([1, 2, 1]) == memo.pieces([1, 1, 2]) == [(b"x" * 1_000, b"y")] * 3


def test_a_text_of_a_column_is_made_once() -> None:
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return b"%d" % number

    column = ColumnTexts(Budget(), make)

    assert column.texts(np.array([], np.int32)) == []
    assert column.texts(np.array([3, 0, 3], np.int32)) == [b"3", b"0", b"3"]
    assert column.texts(np.array([3, 700, 1], np.int32)) == [b"3", b"700", b"1"]
    assert made == [0, 3, 1, 700]


def test_a_column_is_whole_when_its_texts_are_dropped_while_it_is_made() -> None:
    """given room for less than a column; then it is written, and afterwards made anew"""
    column = ColumnTexts(Budget(bytes_max=1_000), lambda number: b"%d" % number)
    numbers = np.arange(50)

    for _ in range(2):
        assert column.texts(numbers) == [b"%d" % number for number in range(50)]
