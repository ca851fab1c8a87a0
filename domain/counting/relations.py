"""Grouping by a key, and by links between pairs."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def components(items: Iterable[T], linked: Callable[[T, T], bool]) -> list[list[T]]:
    """The connected components of the graph of links; each in the order given."""
    order = list(items)
    left, result = list(range(len(order))), []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            group.append(queue[0])
            near = [i for i in left if linked(order[queue[0]], order[i])]
            reached = set(near)
            left = [i for i in left if i not in reached]
            queue = queue[1:] + near
        result.append([order[i] for i in sorted(group)])
    return result


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
