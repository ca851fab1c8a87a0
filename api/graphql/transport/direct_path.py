"""The short way to an answer that needs no resolvers: it stands before the router, and whatever it does not answer goes
on to the router as it came.

Asked in this order: does the client have the answer, is it kept, can the lane give it? A refusal of any kind is left to
the router, so that its words are the same.
"""

from cross_web import HTTPException
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from strawberry.http import GraphQLRequestData

from api.graphql.transport.answers import Answer, KeptAnswers
from api.graphql.transport.lane import Lane
from api.graphql.transport.persisted import PersistedQueries
from api.graphql.transport.requests import (
    cacheable_query,
    check_content_type,
    given_in_url,
    may_change_the_log,
    read_json,
    request_of,
)
from api.graphql.transport.responses import answered, known_tags, not_modified
from api.http.bodies import replayed, whole_body
from api.http.caching import CacheableQuery, is_any, is_listed
from api.http.deadline import from_now, in_time
from service.asking.pins import Pin
from service.asking.refusals import ClientError
from store.db.errors import StoreError
from store.read.head_watch import HeadWatch
from store.read.log import Head

PATH = "/graphql"
ANSWER_BY = "timeline.answer_by"
"""Where the scope of a request has by when it is to be answered."""


class DirectPath:
    """Expects that bodies are bounded before it, and `heads` and `lane` in the state of the application."""

    def __init__(self, app: ASGIApp, *, release: str, queries: PersistedQueries, kept: KeptAnswers):
        self.app = app
        self._release, self._queries, self._kept = release, queries, kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] not in ("GET", "POST"):
            await self.app(scope, receive, send)
            return
        scope[ANSWER_BY] = from_now()
        coming, messages = receive, list[Message]()
        if scope["method"] == "POST":
            messages = await whole_body(receive) or []
            receive = replayed(messages, receive)
        headers = Headers(scope=scope)
        asked = self._asked(scope, headers, messages)
        response = await self._response(scope, headers, asked, coming) if asked else None
        await (response or self.app)(scope, receive, send)

    def _asked(self, scope: Scope, headers: Headers, messages: list[Message]) -> GraphQLRequestData | None:
        """What is plainly a query, to be answered at once; None for all else."""
        accept = headers.get("accept", "").lower()
        if "event-stream" in accept or "multipart" in accept:
            return None
        try:
            if scope["method"] == "GET":
                given = given_in_url(QueryParams(scope["query_string"]))
            else:
                check_content_type(headers.get("content-type"))
                given = read_json(b"".join(message.get("body", b"") for message in messages))
            asked = request_of(self._queries.completed(given))
        except HTTPException:
            return None
        return None if may_change_the_log(asked) else asked

    async def _response(
        self, scope: Scope, headers: Headers, asked: GraphQLRequestData, receive: Receive
    ) -> Response | None:
        query, method, state = cacheable_query(self._release, asked, headers), scope["method"], scope["app"].state
        known = known_tags(headers) if method == "GET" else ""
        try:
            if known and not is_any(known) and (unchanged := await self._unchanged(query, known, state.heads)):
                return unchanged
            answer = await self._kept_answer(query, state.heads) or await in_time(
                self._computed(query, asked, state.lane, state.heads), receive, scope[ANSWER_BY]
            )
        except (StoreError, ClientError):
            return None  # The router will fail in the same way and report it.
        if answer is None:
            return None
        self._queries.keep_from(asked)
        return await answered(self._kept, query, answer, method, headers)

    async def _unchanged(self, query: CacheableQuery, known: str, heads: HeadWatch) -> Response | None:
        """304 where the log ends where it ended, or a kept answer that never changes is what the client has.

        Whether a position fixes an answer is known only once it has been computed: a tag that a client made up must
        not make a shared cache keep for a year what changes tomorrow.
        """
        kept = self._kept.get(query.key)
        if kept and kept.pin is not Pin.HEAD:
            return None  # `answered` compares its tag
        caching = query.headers(Pin.HEAD, await heads.current())
        return not_modified(caching) if is_listed(caching["ETag"], known) else None

    async def _kept_answer(self, query: CacheableQuery, heads: HeadWatch) -> Answer | None:
        kept = self._kept.get(query.key)
        if kept is None or kept.pin is not Pin.HEAD or kept.holds(await heads.current()):
            return kept
        return None

    async def _computed(
        self, query: CacheableQuery, asked: GraphQLRequestData, lane: Lane, heads: HeadWatch
    ) -> Answer | None:
        computed = await lane.answer(query.query, query.variables, asked.operation_name)
        if computed is None:
            return None
        pin, head = query.pin(computed.pin), Head(computed.position, None, computed.position)
        if pin is Pin.HEAD:
            head = await heads.current()
            if head.position != computed.position:
                return None  # Something was appended meanwhile.
        answer = Answer(computed.body, computed.position, pin, head)
        self._kept.put(query.key, answer)
        return answer
