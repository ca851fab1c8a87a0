"""Automatic persisted queries: a query is sent in full once and by its SHA-256 from then on, as Apollo Client does it.

A query is kept under the digest of its own text, and after it has been found valid: nobody can put another in its
place, nor fill the room with what would never be answered. Where it is no longer there, or another server has it,
the client gets PersistedQueryNotFound and sends it in full.
"""

import hashlib
import re
from collections import OrderedDict
from http import HTTPStatus
from typing import Any

from strawberry.http import GraphQLRequestData

from api import limits
from api.graphql.transport.requests import Refusal

VERSION = 1
_SHA256 = re.compile("[0-9a-f]{64}")


class PersistedQueries:
    """Those asked for last, in memory."""

    def __init__(self) -> None:
        self._queries: OrderedDict[str, str] = OrderedDict()
        self._chars = 0

    def completed(self, given: Any) -> Any:
        """The request with its query, where it was sent by its digest. Raises Refusal.

        What is not a request is left to the next reader.
        """
        digest = digest_in(given)
        if digest is None:
            return given
        query = given.get("query")
        if not query:
            return {**given, "query": self._find(digest)}
        if isinstance(query, str) and digest_of(query) != digest:
            raise Refusal(
                HTTPStatus.BAD_REQUEST,
                "PERSISTED_QUERY_HASH_MISMATCH",
                "`sha256Hash` is not that of `query`: send the SHA-256 of its UTF-8 text in small hexadecimal digits",
            )
        return given

    def keep_from(self, asked: GraphQLRequestData) -> None:
        """Keep the query of a request that gave its digest, once it has been found valid."""
        if asked.extensions and asked.query and digest_in({"extensions": asked.extensions}) is not None:
            self.keep(asked.query)

    def keep(self, query: str) -> None:
        """Keep a query that has been found valid; those not asked for the longest make room."""
        digest = digest_of(query)
        self._chars += len(query) - len(self._queries.pop(digest, ""))
        self._queries[digest] = query
        while self._chars > limits.PERSISTED_CHARS_MAX or len(self._queries) > limits.PERSISTED_QUERIES_MAX:
            _, oldest = self._queries.popitem(last=False)
            self._chars -= len(oldest)

    def _find(self, digest: str) -> str:
        if digest not in self._queries:
            # Apollo's clients look for these very words, and for 200: it is a step of the exchange and no fault.
            raise Refusal(HTTPStatus.OK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        self._queries.move_to_end(digest)
        return self._queries[digest]


def digest_in(given: Any) -> str | None:
    """The digest that a request gives; None where it gives none. Raises Refusal for one that is none."""
    extensions = given.get("extensions") if isinstance(given, dict) else None
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    if persisted is None:
        return None
    entry = persisted if isinstance(persisted, dict) else {}
    digest = entry.get("sha256Hash")
    if entry.get("version") != VERSION or not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        raise Refusal(
            HTTPStatus.BAD_REQUEST,
            "BAD_PERSISTED_QUERY",
            '`extensions.persistedQuery` is {"version": 1, "sha256Hash": the SHA-256 of the query, 64 small '
            "hexadecimal digits}",
        )
    return digest


def digest_of(query: str) -> str:
    # A lone surrogate is no UTF-8; such a query is refused when it is parsed.
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()
