"""What of the kernel is kept in a file from one start to the next."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from numpy.typing import NDArray

from store.read.kernel.texts import Texts


class Saved(NamedTuple):
    """Short lists of words, long lists of texts, and columns of numbers, each by its name."""

    words: Mapping[str, Sequence[str | None]]
    texts: Mapping[str, Texts]
    columns: Mapping[str, NDArray[Any]]
