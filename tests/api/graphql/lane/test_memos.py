"""Pieces of answers are bounded by their bytes, all together."""

from api.graphql.lane.memos import Budget, Memo


def test_a_piece_is_made_once() -> None:
    made: list[int] = []
    memo = Memo(Budget(), lambda number: made.append(number) or b"piece")

    assert [memo[7], memo[7], memo[8]] == [b"piece"] * 3
    assert made == [7, 8]


def test_all_pieces_are_dropped_when_there_is_no_more_room() -> None:
    budget = Budget(bytes_max=10_000)
    first, second = (Memo(budget, lambda number: b"x" * 1_000) for _ in range(2))

    for number in range(4):
        assert first[number] == second[number] == b"x" * 1_000
    assert len(first) + len(second) == 8
    assert first[4] == b"x" * 1_000

    assert (len(first), len(second)) == (1, 0)


def test_what_is_larger_than_all_room_is_written_nevertheless() -> None:
    memo = Memo(Budget(bytes_max=100), lambda number: (b"x" * 1_000, b"y"))

    assert memo[1] == memo[1] == (b"x" * 1_000, b"y")
