"""A fold pool that does its work at once, where it is asked, and counts it."""

from typing import Any

from store.read.fold_pool import FoldPool
from store.read.folds import Fold


class InlineFolds(FoldPool):
    works = 0

    async def fold(self, fold: Fold[Any]) -> Any:
        self.works += 1
        return fold.here()
