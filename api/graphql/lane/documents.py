"""Documents that have been parsed and validated, kept by their text: a client asks the same one again and again."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from graphql import DocumentNode, GraphQLError
from strawberry.extensions import SchemaExtension

from api import limits
from api.graphql.guard.validation import validate_document
from api.graphql.lane.priced import KeptPrices


class Document:
    """A document that has been parsed. `errors` is what validation found, None where it has not looked yet.

    `plans` has what the lane compiled its operations to, by their names, `prices` what they cost.
    """

    def __init__(self, node: DocumentNode):
        self.node = node
        self.errors: list[GraphQLError] | None = None
        self.plans: dict[str | None, Any] = {}
        self.prices = KeptPrices(node)


class Documents:
    """Those asked for last. Bounded by number and by characters: a parsed document is many times its text."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._chars = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, text: str) -> Document | None:
        """The document with exactly this text."""
        document = self._kept.get(text)
        if document is not None:
            self._kept.move_to_end(text)
        return document

    def keep(self, text: str, node: DocumentNode) -> Document:
        """Keep a document; those not asked for the longest make room."""
        _unlink_tokens(node)
        document = Document(node)
        if len(text) <= limits.DOCUMENT_CHARS_KEPT_MAX:
            self._chars += len(text) * (text not in self._kept)
            self._kept[text] = document
        while len(self._kept) > limits.DOCUMENTS_KEPT_MAX or self._chars > limits.DOCUMENTS_CHARS_KEPT_MAX:
            oldest, _ = self._kept.popitem(last=False)
            self._chars -= len(oldest)
        return document

    def clear(self) -> None:
        """Keep none of them."""
        self._kept.clear()
        self._chars = 0


def _unlink_tokens(node: DocumentNode) -> None:
    """The parser links all tokens both ways. So a document would be freed only by the collector of garbage, which holds
    up everybody for the longer, the more there is of it.
    """
    token = node.loc.start_token if node.loc else None
    while token is not None:
        token.prev, token.next, token = None, None, token.next


class KeptDocuments(SchemaExtension):
    """Spares graphql-core the parsing and the validation of a text that it has seen. Its cost is asked every time."""

    def __init__(self, documents: Documents):
        self._documents = documents

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        text = context.query or ""
        known = self._documents.get(text)
        if known:
            context.graphql_document = known.node
        yield
        if known is None and context.graphql_document is not None:
            self._documents.keep(text, context.graphql_document)

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        # A refusal by another extension says nothing about the document.
        if context.pre_execution_errors is None and context.graphql_document is not None:
            known = self._documents.get(context.query or "") or Document(context.graphql_document)
            if known.errors is None:
                known.errors = validate_document(context.schema._schema, known.node)
            context.pre_execution_errors = [*known.errors]
        yield
