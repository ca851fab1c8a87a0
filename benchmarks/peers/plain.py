"""The floor: bytes that never change through FastAPI, and rows of SQL through asyncpg and orjson. No GraphQL.

    python -m benchmarks.peers.plain PORT POSTGRES_URL FILE

On the same uvicorn as ours. FILE is what `/static` answers; `/small` answers what a trivial question would.
"""

import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import orjson
import uvicorn
from fastapi import FastAPI, Request, Response

from benchmarks.peers import questions

SMALL = b'{"data":{"log":{"head":100000}},"extensions":{"position":100000}}'


def application(address: str, body: bytes) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(address, min_size=1, max_size=4) as app.state.pool:
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/")
    async def ready() -> Response:
        return Response()

    @app.api_route("/static", methods=["GET", "POST"])
    async def static(request: Request) -> Response:
        await request.body()
        return Response(body, media_type="application/json")

    @app.post("/small")
    async def small(request: Request) -> Response:
        await request.body()
        return Response(SMALL, media_type="application/json")

    @app.post("/as-of")
    async def as_of(request: Request) -> Response:
        asked = await _variables(request)
        async with app.state.pool.acquire() as connection:
            rows = await connection.fetch(questions.AS_OF, date.fromisoformat(asked["d"]), asked.get("w"))
        return _answer({"asOf": {"places": {"nodes": [_state(asked["d"], row) for row in rows]}}})

    @app.post("/frame")
    async def frame(request: Request) -> Response:
        asked = await _variables(request)
        async with app.state.pool.acquire() as connection:
            rows = await connection.fetch(questions.FRAME, date.fromisoformat(asked["d"]))
        columns = ("place", "holder", "level", "certainty", "since")
        return _answer({"asOf": {"frame": dict(zip(columns, zip(*rows, strict=True), strict=True))}})

    @app.post("/series")
    async def series(request: Request) -> Response:
        asked = await _variables(request)
        first, last = date.fromisoformat(asked["f"]), date.fromisoformat(asked["t"])
        async with app.state.pool.acquire() as connection:
            rows = await connection.fetch(questions.SERIES, first, last, asked["w"])
            places = await connection.fetchval("SELECT count(*) FROM place WHERE country = $1", asked["w"])
        return _answer({"series": daily(rows, first, last, places)})

    return app


async def _variables(request: Request) -> Any:
    return orjson.loads(await request.body())["variables"]


def _answer(data: Any) -> Response:
    return Response(orjson.dumps({"data": data}), media_type="application/json")


def _state(day: str, row: Any) -> dict[str, Any]:
    place, level, certainty, since, manner, basis_count, name, kind, holder, holder_name, side = row
    return {
        "id": f"{day}:{place}",
        "level": level,
        "certainty": certainty,
        "since": since,
        "manner": manner,
        "basisCount": basis_count,
        "place": {"id": place, "name": name, "kind": kind},
        "holder": {"id": holder, "name": holder_name, "side": side} if holder else None,
    }


def daily(rows: Sequence[Any], first: date, last: date, places: int) -> list[dict[str, Any]]:
    """A point for each day from the rows of the days of change: what held yesterday goes on."""
    counts: dict[tuple[str | None, str], tuple[int, int]] = {}
    points, begun, shown = [], 0, None
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        while begun < len(rows) and rows[begun][0] <= day:
            _, holder, level, low, high = rows[begun]
            counts[holder, level] = low, high
            begun, shown = begun + 1, None
        if shown is None:
            shown = _rows(counts)
        points.append({"date": day, "denominator": places, "rows": shown})
    return points


def _rows(counts: dict[tuple[str | None, str], tuple[int, int]]) -> list[dict[str, Any]]:
    present = [(-high, holder or "", level, holder, low) for (holder, level), (low, high) in counts.items() if high]
    return [
        {"holder": {"id": holder} if holder else None, "level": level, "count": {"low": low, "high": -negative}}
        for negative, _, level, holder, low in sorted(present)
    ]


def main() -> None:
    port, address, file = sys.argv[1:]
    app = application(address, Path(file).read_bytes())
    uvicorn.run(app, host="127.0.0.1", port=int(port), access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
