"""Questions that the pages put to the schema, as a client over HTTP would: the same fields, limits and deadline."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import Request
from strawberry.types import ExecutionResult

from api.http.statuses import status_of_fault

_QUESTIONS = Path(str(files("api") / "pages" / "questions"))


class PageRefusal(Exception):
    """A page that cannot be shown. `status` is of HTTP, `message` says what to do."""

    def __init__(self, status: int, code: str, message: str):
        self.status, self.code, self.message = status, code, message
        super().__init__(message)


def absent(what: str) -> PageRefusal:
    return PageRefusal(404, "NOT_FOUND", f"there is no {what}")


async def asked(request: Request, document: str, **variables: Any) -> dict[str, Any]:
    """The data of a query. Raises PageRefusal."""
    state = request.app.state
    result = await state.schema.execute(
        document, variable_values=variables, context_value=await state.context_of(request)
    )
    if not isinstance(result, ExecutionResult) or result.errors:
        raise _refusal(result)
    return result.data or {}


def variables_in(request: Request, *names: str) -> dict[str, str | None]:
    """Parameters of the address as variables of a question; one that is empty is not given."""
    return {name: request.query_params.get(name) or None for name in names}


@cache
def question(name: str) -> str:
    """A document of the folder questions/."""
    return (_QUESTIONS / f"{name}.graphql").read_text(encoding="utf-8")


def _refusal(result: Any) -> PageRefusal:
    [error, *_] = result.errors
    code = (error.extensions or {}).get("code", "INTERNAL")
    return PageRefusal(_status(code), code, error.message)


def _status(code: str) -> int:
    if status := status_of_fault(code):
        return status
    if code in ("STATEMENT_TIMEOUT", "CLIENT_GONE"):
        return 503
    return 404 if code.startswith("UNKNOWN_") else 500 if code == "INTERNAL" else 400
