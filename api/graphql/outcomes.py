"""Errors of an operation that had recorded something before they arose: each says what, and none reads as if nothing
had been stored.
"""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from api.errors import restated
from store.db.errors import RecordedUnread
from store.write.append import Appended

RECORDED = "recorded"
"""The extension that lists every batch which the operation has recorded."""


def saying_what_is_recorded(errors: list[GraphQLError], recorded: Mapping[str, Appended]) -> list[GraphQLError]:
    """The errors, as they are shown. `recorded` has the batches by the names of their fields in the answer."""
    if not recorded:
        return errors
    batches = [{"path": [name], "position": batch.last, "replayed": batch.replayed} for name, batch in recorded.items()]
    return [_with(error, recorded, {RECORDED: batches}) for error in errors]


def _with(error: GraphQLError, recorded: Mapping[str, Appended], more: dict[str, Any]) -> GraphQLError:
    own = recorded.get(str(error.path[0])) if error.path else None
    extensions, message = {**(error.extensions or {}), **more}, error.message
    if own:
        unread = RecordedUnread(own.last, str(extensions["code"]), message)
        extensions |= {"code": unread.code, "cause": unread.cause, "position": unread.position}
        message = unread.message
    return restated(error, message, extensions)
