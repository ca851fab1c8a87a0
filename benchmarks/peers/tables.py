"""The rows of the peers on PostgreSQL, with the index and the function that a team would write for "as of a day"."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.seeded_war.shape import Json

TABLES = """
CREATE TABLE actor (id text COLLATE "C" PRIMARY KEY, name text NOT NULL, side text);
CREATE TABLE place (
    id text COLLATE "C" PRIMARY KEY, name text NOT NULL, kind text NOT NULL, country text COLLATE "C" NOT NULL
);
CREATE INDEX ON place (country, id);
CREATE TABLE period (
    place text COLLATE "C" NOT NULL REFERENCES place, start date NOT NULL, end_before date,
    holder text COLLATE "C" REFERENCES actor, level text NOT NULL, certainty text NOT NULL, since text, manner text,
    basis_count int NOT NULL, PRIMARY KEY (place, start)
);
CREATE INDEX ON period (holder);
CREATE TABLE possible (
    place text COLLATE "C" NOT NULL, start date NOT NULL, end_before date, holder text COLLATE "C",
    level text NOT NULL, certain int NOT NULL
);
COMMENT ON TABLE possible IS E'@omit';
CREATE INDEX ON possible (place, start);
CREATE FUNCTION as_of(d date, w text) RETURNS SETOF period LANGUAGE sql STABLE ROWS 400 AS $$
    SELECT p.* FROM place pl CROSS JOIN LATERAL (
        SELECT * FROM period p WHERE p.place = pl.id AND p.start <= d ORDER BY p.start DESC LIMIT 1
    ) p WHERE pl.country = w ORDER BY pl.id $$;
CREATE FUNCTION as_of_all(d date) RETURNS SETOF period LANGUAGE sql STABLE ROWS 5000 AS $$
    SELECT p.* FROM place pl CROSS JOIN LATERAL (
        SELECT * FROM period p WHERE p.place = pl.id AND p.start <= d ORDER BY p.start DESC LIMIT 1
    ) p ORDER BY pl.id $$;
"""


def load_tables(address: str, holdings: Path) -> None:
    """Fill an empty database from a file of holdings."""
    asyncio.run(_load(address, holdings))


async def _load(address: str, holdings: Path) -> None:
    with holdings.open(encoding="utf-8") as lines:
        actors = [tuple(actor) for actor in json.loads(next(lines))["actors"]]
        districts = [json.loads(line) for line in lines]
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(TABLES)
        await connection.copy_records_to_table("actor", records=actors)
        places = [(d["id"], d["name"], d["kind"], d["country"]) for d in districts]
        await connection.copy_records_to_table("place", records=places)
        await connection.copy_records_to_table("period", records=list(_dated(districts, "rows")))
        await connection.copy_records_to_table("possible", records=list(_dated(districts, "possible")))
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def _dated(districts: list[Json], key: str) -> Iterator[tuple[Any, ...]]:
    for district in districts:
        for start, end, *rest in district[key]:
            yield district["id"], date.fromisoformat(start), end and date.fromisoformat(end), *rest
