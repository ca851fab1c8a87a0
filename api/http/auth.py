"""Who asks: a token makes somebody of a request. What nobody can be made of is refused, and never taken for less."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.http.logs import log
from domain.values.access import ANONYMOUS, EVERYBODY, LEAST_SCOPE, Act, Principal
from store.db.connections import Database
from store.db.errors import StoreError
from store.read.access_tokens import AccessToken
from store.read.token_lookup import TokenLookup
from store.write import access_tokens
from store.write.append_socket import RemoteAppends

USE_NOTED_EVERY = timedelta(minutes=1)
_MARGIN_S = 0.01
HOW = "send the header Authorization: Bearer TOKEN; `timeline token create` makes one"


class NotAllowed(Exception):
    """The caller may not do this. `code` and `message` as in the contract's Denied."""

    def __init__(self, code: str, message: str):
        self.code, self.message = code, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent a request. `refusal`: why the credentials are none; then nothing at all may be done with them."""

    principal: Principal = ANONYMOUS
    refusal: NotAllowed | None = None
    authorization: str | None = field(default=None, repr=False)
    """The credentials as they were sent; None: without any."""
    ends_at: datetime | None = None
    """When the token ends; None: it has no end, or there is none."""

    def may(self, act: Act) -> bool:
        return self.refusal is None and self.principal.may(act)

    def require(self, act: Act) -> None:
        """Raises NotAllowed, with what to do."""
        if self.refusal:
            raise self.refusal
        if self.principal.may(act):
            return
        if self.principal.scope is None:
            raise NotAllowed("TOKEN_MISSING", f"writing needs a token: {HOW}")
        needed = LEAST_SCOPE[act]
        raise NotAllowed(
            "SCOPE_TOO_NARROW",
            f"to {act} takes a token of the scope {needed}, and this one has {self.principal.scope}: ask the operator",
        )


OPERATOR = Caller(EVERYBODY)
"""Who has the database itself."""


class Access:
    """The tokens of a database, asked anew for every request: one that is revoked is good for nothing at once.

    `open_writes`: who sends no token may do everything. `remote`: the process that writes, where it is another.
    """

    def __init__(
        self, db: Database, clock: Callable[[], datetime], *, open_writes: bool, remote: RemoteAppends | None = None
    ):
        self._db, self._clock, self._remote = db, clock, remote
        self._tokens = TokenLookup(db)
        self._stranger = Caller(EVERYBODY if open_writes else ANONYMOUS)
        self._noting: dict[str, asyncio.Task[None]] = {}
        self._noted_again_at: datetime | None = None
        """When it is tried again, where it failed: the database that is written to may be away for long."""

    async def caller(self, authorization: str | None) -> Caller:
        """Whom these credentials make the sender. Raises StoreError."""
        if authorization is None:
            return self._stranger
        scheme, _, text = authorization.partition(" ")
        if scheme.lower() != "bearer" or not text.strip():
            return _refused("TOKEN_WRONG", f"these credentials are no token: {HOW}", authorization)
        token = await self._tokens.find(text.strip())
        if token is None:
            return _refused("TOKEN_WRONG", f"this server knows no such token: {HOW}", authorization)
        if token.revoked_at:
            return _refused(
                "TOKEN_REVOKED", "this token was revoked: ask the operator for another", authorization, token.name
            )
        now = self._clock()
        if token.is_expired(now):
            message = f"this token ended on {token.expires_at:%Y-%m-%d}: ask the operator for another"
            return _refused("TOKEN_EXPIRED", message, authorization, token.name)
        self._note(token, now)
        return Caller(token.principal, None, authorization, token.expires_at)

    async def again(self, caller: Caller) -> Caller:
        """The same sender as of now; where that cannot be found out, nobody."""
        try:
            return await self.caller(caller.authorization)
        except StoreError as error:
            return Caller(refusal=NotAllowed(error.code, error.message), authorization=caller.authorization)

    def seconds_left(self, caller: Caller) -> float | None:
        """Until the token of the sender has ended; None: it does not."""
        return None if caller.ends_at is None else (caller.ends_at - self._clock()).total_seconds() + _MARGIN_S

    async def close(self) -> None:
        """Finish what is still to be written down."""
        await asyncio.gather(*self._noting.values())
        self._tokens.close()

    def _note(self, token: AccessToken, now: datetime) -> None:
        is_news = token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY
        may_try = self._noted_again_at is None or now >= self._noted_again_at
        if is_news and may_try and token.sha256 not in self._noting:
            task = asyncio.create_task(self._note_use(token.sha256, now))
            self._noting[token.sha256] = task
            task.add_done_callback(lambda _: self._noting.pop(token.sha256, None))

    async def _note_use(self, sha256: str, now: datetime) -> None:
        try:
            if self._remote:
                await self._remote.note_use(sha256, now)
            else:
                await access_tokens.note_use(self._db, sha256, now=now)
        except StoreError as error:
            self._noted_again_at = now + USE_NOTED_EVERY
            log.warning("the last use of a token was not kept", code=error.code)


def _refused(code: str, message: str, authorization: str, name: str = ANONYMOUS.name) -> Caller:
    return Caller(Principal(name), NotAllowed(code, message), authorization)
