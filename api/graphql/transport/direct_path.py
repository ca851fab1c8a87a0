"""The short way to an answer that needs no resolvers: it stands before the router, and whatever it does not answer goes
on to the router as it came.

Asked in this order: has the log come to the position that the client names, does the client have the answer, is it
kept, can the lane give it? A refusal of any kind is left to the router, so that its words are the same.
"""

from cross_web import HTTPException
from starlette.datastructures import QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api import limits
from api.graphql.transport.persisted import PersistedQueries
from api.graphql.transport.requests import (
    Question,
    check_content_type,
    given_in_url,
    may_change_the_log,
    operation_name,
    question_of,
    read_headers,
    read_json,
    request_of,
    takes_streams_alone,
)
from api.graphql.transport.responses import answered, not_modified
from api.http.account import Account, account_of
from api.http.auth import Caller
from api.http.authentication import caller_in
from api.http.bodies import replayed, whole_body
from api.http.budgets import Budget
from api.http.caching import CacheableQuery, is_any, is_listed
from api.http.deadline import from_now, in_time
from api.http.kept_answers import Answer
from api.http.min_position import min_position_of, reached
from api.http.open_logs import OpenLog, log_in
from api.http.prefix import path_within
from service.asking.pins import Pin
from service.asking.refusals import ClientError
from store.db.errors import StoreError
from store.read.head_watch import HeadWatch
from store.read.log import Head

PATH = "/graphql"
ANSWER_BY = "timeline.answer_by"
"""Where the scope of a request has by when it is to be answered."""


class DirectPath:
    """Expects that bodies are bounded before it, and that the sender of a request is known."""

    def __init__(self, app: ASGIApp, *, release: str, queries: PersistedQueries):
        self.app = app
        self._release, self._queries = release, queries
        self._read_before: dict[tuple[bool, bytes, str, str | None, bool, str], Question] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or path_within(scope) != PATH or scope["method"] not in ("GET", "POST"):
            await self.app(scope, receive, send)
            return
        scope[ANSWER_BY] = from_now()
        sent, coming = scope["query_string"], receive
        if scope["method"] == "POST":
            messages = await whole_body(receive)
            sent, receive = b"".join(message.get("body", b"") for message in messages), replayed(messages, receive)
        caller = caller_in(scope)
        # Credentials that are none are the router's to refuse.
        response = None if caller.refusal else await self._response(scope, sent, caller, coming)
        await (response or self.app)(scope, receive, send)

    async def _response(self, scope: Scope, sent: bytes, caller: Caller, receive: Receive) -> Response | None:
        headers = read_headers(scope["headers"])
        by_get, known = scope["method"] == "GET", headers.get("if-none-match", "")
        question = self._question(by_get, sent, headers, caller)
        if question is None:
            return None
        query, account = question.query, account_of(scope)
        account.operation, account.way = operation_name(question.asked), "resolvers"
        try:
            log = log_in(scope)
            if wanted := min_position_of(scope):
                await reached(log.heads, wanted, scope[ANSWER_BY])
            answer = await _kept_answer(query, log)
            if answer is None and by_get and known and (same := await _unchanged(query, known, log.heads)):
                account.way = "unchanged"
                return same
            if answer:
                account.way = "kept"
            else:
                budget = scope["app"].state.budgets.of_caller(caller.principal, HTTPConnection(scope))
                computed = _computed(question, log, budget, account)
                answer = await in_time(computed, receive, scope[ANSWER_BY])
        except (StoreError, ClientError):
            return None  # The router will fail in the same way and report it.
        if answer is None:
            return None
        if scope["app"].state.logs.is_for_all(log):  # else strangers could find out what others have asked
            self._queries.keep_from(question.asked)
        encodings = headers.get("accept-encoding", "")
        return await answered(log.kept, query, answer, by_get=by_get, known=known, accept_encoding=encodings)

    def _question(self, by_get: bool, sent: bytes, headers: dict[str, str], caller: Caller) -> Question | None:
        """As `_read`; what was read lately is not read again."""
        audience = caller.authorization is not None, caller.principal.sees
        key = by_get, sent, headers.get("accept", ""), headers.get("content-type"), *audience
        question = self._read_before.get(key)
        if question is None:
            question = self._read(*key)
            # What is sent by a digest reads as its query only as long as that is known.
            if question and not question.asked.extensions and len(sent) <= limits.READ_BYTES_MAX:
                if len(self._read_before) >= limits.READ_REQUESTS_MAX:
                    self._read_before.clear()
                self._read_before[key] = question
        return question

    def _read(
        self, by_get: bool, sent: bytes, accept: str, content_type: str | None, private: bool, reader: str
    ) -> Question | None:
        """What is plainly a query, to be answered at once; None for all else."""
        if takes_streams_alone(accept):
            return None
        try:
            if by_get:
                given = given_in_url(QueryParams(sent))
            else:
                check_content_type(content_type)
                given = read_json(sent)
            asked = request_of(self._queries.completed(given))
        except HTTPException:
            return None
        if may_change_the_log(asked):
            return None
        return question_of(self._release, asked, accept, private=private, reader=reader)


async def _kept_answer(query: CacheableQuery, log: OpenLog) -> Answer | None:
    """What depends on the end of the log is given after a look at it; for the others what was seen last is enough."""
    kept = log.kept.get(query.key)
    if kept is None:
        return None
    head = await log.heads.current() if kept.pin is Pin.HEAD else log.heads.latest
    return kept if head is None or kept.holds(head) else None


async def _computed(question: Question, log: OpenLog, budget: Budget | None, account: Account) -> Answer | None:
    if budget:
        budget.check()
    query, asked = question.query, question.asked
    seen = log.heads.latest or await log.heads.current()
    computed = await log.lane.answer(query.query, query.variables, asked.operation_name)
    if computed is None:
        return None
    account.way, account.cost = "lane", computed.price
    if budget:
        budget.charge(computed.price)
    pin, head = query.pin(computed.pin), Head(computed.position, None, computed.position, seen.rebuilt)
    if pin is Pin.HEAD:
        # The lane has looked since the question came; to look again would take as long as the rest on PostgreSQL.
        head = log.heads.latest or head
        if (head.position, head.rebuilt) != (computed.position, seen.rebuilt):
            return None  # Something was appended or mended meanwhile.
    answer = Answer(computed.body, computed.position, pin, head)
    log.kept.put(query.key, answer)
    return answer


async def _unchanged(query: CacheableQuery, known: str, heads: HeadWatch) -> Response | None:
    """304 where the client has an answer that depends on the end of the log, and the log ends where it ended.

    Whether a position fixes an answer is known only once it has been computed: a tag that a client made up must not
    make a shared cache keep for a year what changes tomorrow.
    """
    if is_any(known):
        return None
    caching = query.headers(Pin.HEAD, await heads.current())
    return not_modified(caching) if is_listed(caching["ETag"], known) else None
