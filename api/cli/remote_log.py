"""A log on another machine, asked over HTTP for what a checkpoint is made of."""

import json
from base64 import b64decode
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from domain.values.problems import Problem, Refused
from service.proofs.signing import Claimed

TIMEOUT_S = 30.0
ANSWER_BYTES_MAX = 1_000_000
_HEAD = "{ log { head } }"
_PROOF = """
query($from: Position!, $to: Position!) { log { root(size: $to) consistencyProof(from: $from, to: $to) } }
"""


class RemoteLog:
    """By the address of its GraphQL. What it says is checked by who signs, and trusted in nothing else."""

    def __init__(self, url: str):
        if urlsplit(url).scheme not in ("http", "https"):
            raise Refused(Problem((), "BAD_URL", f"{url}: give the address of GraphQL, https://HOST/graphql"))
        self._url = url

    async def claimed(self, earlier: int) -> Claimed:
        """Raises Refused where nothing comes back, or no answer."""
        head = self._asked(_HEAD, {})["head"]
        if head < earlier:
            return Claimed(head, b"", ())
        log = self._asked(_PROOF, {"from": earlier, "to": head})
        try:
            return Claimed(head, b64decode(log["root"]), tuple(map(b64decode, log["consistencyProof"])))
        except (TypeError, ValueError):
            raise self._failed("it gives no proof") from None

    def _asked(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps({"query": query, "variables": variables}).encode()
        asked = Request(self._url, body, {"Content-Type": "application/json"})
        try:
            with urlopen(asked, timeout=TIMEOUT_S) as response:
                answer: dict[str, Any] = json.loads(response.read(ANSWER_BYTES_MAX))["data"]["log"]
        except HTTPError as error:
            error.close()
            raise self._failed(f"it answers {error.code}") from None
        except URLError as error:
            raise self._failed(str(error.reason)) from None
        except (OSError, ValueError, KeyError, TypeError):
            raise self._failed("its answer is not that of a timeline") from None
        if not isinstance(answer, dict) or not all(answer.get(name) is not None for name in answer):
            raise self._failed("it gives no answer")
        return answer

    def _failed(self, why: str) -> Refused:
        return Refused(Problem((), "NO_ANSWER", f"{self._url}: {why}; is it the address of GraphQL?"))
