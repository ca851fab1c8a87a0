"""No sealed name is anywhere: twelve go through every door, and are looked for wherever they could have stayed.

As the control, the same names written out: they are found wherever the texts of events stand. What is in the memory of
a process is not looked at.
"""

import gzip
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import zstandard

from store.db import migrate
from tests.support.clusters import Cluster, folder_for_clusters
from tests.support.restored import TOOLS
from trust.sealed.canaries import CANARIES, forms
from trust.sealed.search import Search
from trust.sealed.surfaces import STORED, Hits, Timeline, enumerate_names, own_temporary_files
from trust.trial import Trial


def run(quick: bool) -> Iterator[Trial]:
    yield _searched()
    for engine in ("SQLite",) if quick else ("SQLite", "PostgreSQL"):
        yield from _sealed(engine, quick)
        yield _written_out(engine, quick)


def _sealed(engine: str, is_quick: bool) -> Iterator[Trial]:
    with _timeline(engine, is_quick) as (timeline, folder):
        timeline.newsroom.begin()
        texts = timeline.newsroom.seal(CANARIES)
        timeline.run({f"n{number}": sealed for number, sealed in enumerate(texts.values())}, mistaken=True)
        ciphertexts = [path.read_bytes() for path in timeline.newsroom.vault.glob("*.age")]
        timeline.look_at("vault", timeline.newsroom.vault)
        for sealed in texts.values():
            timeline.newsroom.erase(sealed)
        timeline.look_at_the_database()
        timeline.look_at("temporary files", folder / "tmp")
        left = _left_of(ciphertexts, timeline.newsroom.vault)
    hits = timeline.hits
    tries = len(CANARIES) * len(hits)
    yield Trial(f"sealed names, {engine}", "none is found anywhere", tries, _count(hits), note=_where(hits))
    yield Trial(f"erased names, {engine}", "nothing of them is left in the vault", len(ciphertexts), left)


def _written_out(engine: str, is_quick: bool) -> Trial:
    with _timeline(engine, is_quick) as (timeline, _):
        timeline.newsroom.begin()
        timeline.run(dict(enumerate_names(CANARIES)), mistaken=False)
    stored = {where: timeline.hits[where] for where in STORED}
    # It sees enough only if it sees each of them in every such place.
    missed = sum(len(CANARIES) - len(texts) for texts in stored.values())
    seen = 0 if missed else _count(stored)
    goal = f"each is found in {', '.join(STORED)}"
    note = f"found in {', '.join(where for where, texts in timeline.hits.items() if texts)}"
    tries = len(CANARIES) * len(STORED)
    return Trial(f"the same names written out, {engine}", goal, tries, seen, control=True, note=note)


def _searched() -> Trial:
    """Each form of each name, among other bytes, and packed once more."""
    search = Search(CANARIES)
    planted = [(text, form) for text in CANARIES for form in forms(text)]
    ways: tuple[Callable[[bytes], bytes], ...] = (bytes, gzip.compress, zlib.compress, zstandard.compress)
    count = sum(text in search.texts_in(b"\x00x" + way(form) + b"\xff") for text, form in planted for way in ways)
    tries = len(planted) * len(ways)
    return Trial("names planted in any form", "are found", tries, count if count == tries else 0, control=True)


def _left_of(ciphertexts: list[bytes], vault: Path) -> int:
    """How many have left a part behind, in any file of the vault."""
    content = b"".join(path.read_bytes() for path in vault.rglob("*") if path.is_file())
    return sum(any(each[at : at + 32] in content for at in range(0, len(each) - 32, 32)) for each in ciphertexts)


@contextmanager
def _timeline(engine: str, is_quick: bool) -> Iterator[tuple[Timeline, Path]]:
    """An empty one, with the folder of everything that it makes."""
    import asyncio

    with tempfile.TemporaryDirectory(prefix="timeline-") as name:
        folder = Path(name)
        for part in ("desk", "data", "tmp"):
            (folder / part).mkdir()
        with _database(engine, folder) as (url, data), own_temporary_files(folder / "tmp"):
            asyncio.run(migrate.upgrade(url))
            yield Timeline(url, data, folder, is_quick), folder


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Its address, and the folder with all its files. PostgreSQL writes every statement into its log."""
    if engine == "SQLite":
        yield f"sqlite:///{folder / 'data' / 'timeline.db'}", folder / "data"
        return
    with folder_for_clusters() as whole:
        cluster = Cluster(whole / "cluster")
        cluster.create()
        cluster.configure("log_statement = 'all'", "wal_keep_size = '512MB'")
        on_path = {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
        with cluster.running() as url, patch.dict(os.environ, on_path):
            yield url.render_as_string(hide_password=False), whole


def _count(hits: Hits) -> int:
    return sum(map(len, hits.values()))


def _where(hits: Hits) -> str:
    hit = [f"{where}: {', '.join(sorted(texts))}" for where, texts in hits.items() if texts]
    return "; ".join(hit) or f"looked at {', '.join(hits)}"
