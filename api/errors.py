"""What went wrong, in the words of GraphQL: every error that leaves has a code, and no fault tells of the inside.

A refusal of the caller's input keeps its words and gets a code. A fault of ours becomes "internal fault" with an id
under which the log has its trace. Bad dates and syntax errors are the caller's and are reported in full.
"""

from typing import Any
from uuid import uuid4

from graphql import GraphQLError, GraphQLSyntaxError

from api import limits
from api.http.statuses import DAMAGED
from domain.values.problems import FieldError, Problem, Refused
from service.asking.refusals import ClientError
from store.db.errors import DamagedRow, StoreError

MUTATION_BY_GET = "a mutation changes the log: send it with POST"


def shown(errors: list[GraphQLError], asked: bool) -> list[GraphQLError]:
    """The errors as the caller sees them. `asked`: the operation had begun when they arose."""
    return [_shown(error, asked) for error in errors[: limits.ERRORS_SHOWN_MAX]]


def problem_json(problem: Problem) -> dict[str, Any]:
    return {"path": list(problem.path), "code": problem.code, "message": problem.message}


def _shown(error: GraphQLError, asked: bool) -> GraphQLError:
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, StoreError):
        return _of_the_store(error, cause)
    if isinstance(cause, ClientError):
        return _translated(error, cause.message, cause.code, **_position_of(cause))
    if isinstance(cause, Refused):
        return _translated(error, str(cause), "INVALID", problems=[problem_json(p) for p in cause.problems])
    if isinstance(cause, FieldError):
        return _translated(error, error.message, "BAD_USER_INPUT")
    if cause is None and (code := _code(error, asked)):
        return _translated(error, error.message, code)
    return _fault(error, cause or error)


def _of_the_store(error: GraphQLError, cause: StoreError) -> GraphQLError:
    report_damage(cause)
    return _translated(error, cause.message, cause.code, **_position_of(cause))


def _position_of(cause: StoreError | ClientError) -> dict[str, int]:
    return {} if cause.position is None else {"position": cause.position}


def report_damage(error: StoreError) -> None:
    """A line in the log for whoever keeps the database: its readers cannot mend it."""
    from api.http.logs import log  # as in _fault

    if error.code == DamagedRow.code:
        log.error("damaged row", code=error.code, position=error.position)
    elif error.code in DAMAGED:
        log.error("damaged database", code=error.code)


def _code(error: GraphQLError, asked: bool) -> str | None:
    """The code of an error that the GraphQL library itself raised; None where that is a fault of ours."""
    if given := (error.extensions or {}).get("code"):
        return given
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    if not asked:
        return "GRAPHQL_VALIDATION_FAILED"
    # Variables are read after validation; an argument that a variable leaves empty, at its field.
    about_input = error.path is None or error.message.startswith("Argument ")
    return "BAD_USER_INPUT" if about_input else None


def _translated(error: GraphQLError, message: str, code: str, **more: Any) -> GraphQLError:
    if len(message) > limits.MESSAGE_CHARS_MAX:
        message = message[: limits.MESSAGE_CHARS_MAX] + " ..."
    return restated(error, message, {"code": code, **more})


def restated(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    """The same error, where it arose, in other words."""
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


def _fault(error: GraphQLError, cause: Exception) -> GraphQLError:
    from api.http.logs import log, trace  # its library takes a while, and faults are rare

    fault = uuid4().hex[:12]
    log.error("internal fault", fault=fault, path=error.path, **trace(cause))
    return _translated(error, f"internal fault, id {fault}: the server's log has the details", "INTERNAL")
