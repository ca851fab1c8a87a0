"""Lists of objects put together from columns: one sequence of texts for each field."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat

from api.graphql.lane.compiling import Selected

_NUMBERS_KEPT = 100_000


def listed(fields: Sequence[Selected], columns: Sequence[Sequence[bytes]]) -> bytes:
    """A list of objects. There is a column for each field, and at least one field."""
    first, *others = fields
    before = [chain([b"[{" + first.prefix], repeat(b"},{" + first.prefix)), *(repeat(b"," + f.prefix) for f in others)]
    pieces = [piece for prefix, column in zip(before, columns, strict=True) for piece in (prefix, column)]
    # zip ends with the columns: the constants between them go on for ever.
    return b"".join(chain(chain.from_iterable(zip(*pieces, strict=False)), [b"}]"])) if columns[0] else b"[]"


@lru_cache(_NUMBERS_KEPT)
def number_written(number: int) -> bytes:
    return b"%d" % number
