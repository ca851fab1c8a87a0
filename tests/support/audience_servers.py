"""Servers whose record withholds something from the public and from partners."""

import asyncio

from domain.events import Event
from domain.events.disclosure import Disclosure
from domain.values.access import Scope
from domain.values.terms import Visibility
from store.read import audiences
from store.write.access_tokens import create_token
from tests.support.asking import Api
from tests.support.tokens import LONG_AGO

Kept = tuple[Disclosure, list[Event]]
"""Events that are recorded together, and who may open them."""


async def given(api: Api) -> None:
    """Wait until the audiences have what they may open."""
    record = api.app.state.logs.record
    head = (await record.heads.current()).position
    while True:
        async with record.db.read() as conn:
            reached = await audiences.reached(conn)
        if all(position >= head for position in reached.values()):
            return
        await asyncio.sleep(0.01)


async def bearer(api: Api, scope: Scope = Scope.READ, reads: Visibility = Visibility.PUBLIC) -> dict[str, str]:
    db = api.app.state.logs.record.db
    text = await create_token(db, f"{scope}-{reads}", scope, now=LONG_AGO, reads=reads)
    return {"authorization": f"Bearer {text}"}
