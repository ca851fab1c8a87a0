"""Which parts of the tree a root or a proof is made of (RFC 6962, 2.1.1 and 2.1.2).

Leaves are numbered from 0: the event at position p is leaf p - 1. A span is a run of leaves, its end excluded.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """Neighbouring leaves with one root over them."""

    start: int
    end: int


class Subtree(NamedTuple):
    """A complete subtree: of 2 ** level leaves, with `number` others of its size before it."""

    level: int
    number: int


def inclusion_spans(leaf: int, size: int) -> list[Span]:
    """The spans whose roots lead from a leaf to the root of a tree, in the order of the proof: the smallest first.

    Raises ValueError where the tree has no such leaf.
    """
    if not 0 <= leaf < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {leaf}")
    spans: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _left(end - start)
        if leaf < middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(earlier: int, size: int) -> list[Span]:
    """The spans whose roots show that a tree begins with the leaves of an earlier one, in the order of the proof.

    None where the earlier tree is empty, or the same. Raises ValueError where it is the larger one.
    """
    if not 0 <= earlier <= size:
        raise ValueError(f"a tree of {size} leaves does not begin with one of {earlier}")
    if earlier in (0, size):
        return []
    spans: list[Span] = []
    start, end = 0, size
    while end != earlier:
        middle = start + _left(end - start)
        if earlier <= middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(start, middle))
            start = middle
    # The verifier knows the root of the earlier tree, and so the last part only where it is not all of that.
    return [*([Span(start, end)] if start else []), *reversed(spans)]


def complete_subtrees(span: Span) -> Iterator[Subtree]:
    """Those that a span falls into, from left to right. It starts where one of its size may: all spans here do."""
    start, left = span.start, span.end - span.start
    while left:
        level = left.bit_length() - 1
        yield Subtree(level, start >> level)
        start += 1 << level
        left -= 1 << level


def _left(size: int) -> int:
    """The largest power of two below a size: so many leaves lie left of the root."""
    return 1 << (size - 1).bit_length() - 1
