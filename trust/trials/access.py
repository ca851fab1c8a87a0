"""Nobody is let in: tokens that are none, acts beyond a scope, pages of other sites."""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from structlog.testing import capture_logs

from api.app import create_app
from api.settings import Settings
from domain.values.access import LEAST_SCOPE, Act, Scope
from store.db.connections import Database
from store.write.access_tokens import create_token, revoke_token
from trust.trial import Trial

NOW = datetime.now(UTC)
PLACE = {"place": "xx", "kind": "COUNTRY", "names": [{"text": "X"}]}
EVENTS = {
    Act.RECORD: {"actorRegistered": {"actor": "a", "name": "A", "kind": "REBEL_GROUP"}},
    Act.AMEND: {"placeChanged": PLACE},
}
"""Of each act that writes, one that is denied for nothing but the rights of who sends it."""
DRY_RUN = """mutation($e: [EventInput!]!) {
  record(events: $e, idempotencyKey: "k", dryRun: true) { __typename }
}"""


@dataclass
class Door:
    """A server with a token of each scope, one that has ended and one that is revoked."""

    client: httpx2.AsyncClient
    tokens: dict[Scope, str]
    dead: list[str]

    async def lets_in(self, act: Act, headers: dict[str, Any]) -> bool:
        """Whether an act that writes is not denied. Nothing is recorded: a dry run asks for the same rights."""
        body = {"query": DRY_RUN, "variables": {"e": [EVENTS[act]]}}
        answer = await self.client.post("/graphql", json=body, headers=headers)
        data = answer.json().get("data") or {"record": {"__typename": "Denied"}}
        return bool(data["record"]["__typename"] != "Denied")


@asynccontextmanager
async def door(**settings: Any) -> AsyncIterator[Door]:
    with tempfile.TemporaryDirectory() as folder, capture_logs():
        url = f"sqlite:///{folder}/timeline.db"
        app = create_app(Settings(database_url=url, fold_processes=0, **settings))
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                yield Door(client, *await _tokens(app.state.logs.record.db))


async def _tokens(db: Database) -> tuple[dict[Scope, str], list[str]]:
    day = timedelta(days=1)
    good = {scope: await create_token(db, f"good {scope}", scope, now=NOW) for scope in Scope}
    ended = await create_token(db, "ended", Scope.ADMIN, now=NOW - 2 * day, expires_at=NOW - day)
    revoked = await create_token(db, "revoked", Scope.ADMIN, now=NOW)
    await revoke_token(db, "revoked", now=NOW)
    return good, [ended, revoked]


def forged(token: str, draw: random.Random) -> str:
    """Like a token, and none."""
    at = draw.randrange(len(token))
    other = draw.choice([letter for letter in "ABCxyz019-_" if letter != token[at]])
    return draw.choice(
        [
            token[:at] + other + token[at + 1 :],
            token[:at],
            token + other,
            token.swapcase(),
            token.removeprefix("timeline_"),
            f"timeline_{draw.randbytes(32).hex()}",
            f"{token}, {token}",
        ]
    )


async def _credentials(tries: int, **settings: Any) -> int:
    draw, accepted = random.Random(1), 0
    async with door(**settings) as it:
        for number in range(tries):
            token = it.dead[number % 2] if number % 10 == 0 else forged(draw.choice([*it.tokens.values()]), draw)
            header = {} if settings else {"authorization": f"Bearer {token}"}
            accepted += await it.lets_in(draw.choice([*EVENTS]), header)
    return accepted


async def _scopes() -> tuple[int, int]:
    scopes, tries, wrong = [*Scope], 0, 0
    async with door() as it:
        for act in EVENTS:
            for scope in (None, *scopes):
                header = {"authorization": f"Bearer {it.tokens[scope]}"} if scope else {}
                may = scope is not None and scopes.index(scope) >= scopes.index(LEAST_SCOPE[act])
                tries, wrong = tries + 1, wrong + (await it.lets_in(act, header) != may)
    return tries, wrong


async def _sites(tries: int, **settings: Any) -> int:
    """What a page of another site has a browser send to a server on this machine."""
    draw, accepted = random.Random(1), 0
    async with door(**settings) as it:
        known = {"authorization": f"Bearer {it.tokens[Scope.APPEND]}"}
        for _ in range(tries):
            name = f"{draw.choice(['127.0.0.1.', 'localhost.', '', 'x'])}{draw.randbytes(3).hex()}.example"
            header = draw.choice(
                [
                    {"host": name},
                    {"host": f"{name}:8000", "origin": f"http://{name}:8000"},
                    {"origin": f"http://{name}"},
                ]
            )
            accepted += await it.lets_in(Act.RECORD, known | header)
    return accepted


def run(quick: bool) -> Iterator[Trial]:
    tries = 150 if quick else 20_000
    yield Trial("tokens forged, ended, revoked", "0 accepted", tries, asyncio.run(_credentials(tries)))
    few, open_to_all = 20, asyncio.run(_credentials(20, open_writes=True))
    yield Trial("no token, writes open", "all accepted", few, open_to_all, control=True)
    yield Trial("scopes against acts", "each lets do what it is for", *asyncio.run(_scopes()))
    yield Trial("other names (DNS rebinding), other origins", "0 writes", tries, asyncio.run(_sites(tries)))
    anywhere = asyncio.run(_sites(few, host="0.0.0.0"))
    yield Trial("the same where every name is ours", "some written", few, anywhere, control=True)
