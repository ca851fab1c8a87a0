"""A database, verified: the log, and what is derived from it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from store.db.connections import Database
from store.write.verification.finding import Verification
from store.write.verification.projections import check_projections
from store.write.verification.verify import KEPT_MAX, verify

Progress = Callable[[int, int], None]
"""Receives the position that is reached and the head of the log."""


async def verified(
    db: Database,
    progress: Progress = lambda reached, head: None,
    *,
    kept_max: int = KEPT_MAX,
    with_projections: bool = False,
) -> Verification:
    """As the database is when this begins; others read and write meanwhile. `kept_max`: findings that are kept.

    `with_projections`: where the log is sound, every projection is derived anew in a temporary file and compared.
    Raises StoreError.
    """
    async with db.read() as conn:
        verification = await verify(conn, progress, kept_max=kept_max)
        if with_projections and verification.log_is_sound:
            with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
                await check_projections(db, conn, Path(folder), verification, progress)
    return verification
