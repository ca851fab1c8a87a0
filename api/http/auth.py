"""Who may write: holders of a token, where tokens are set; otherwise all who can reach the server."""

from hmac import compare_digest

ANONYMOUS = "anonymous"


class NotAllowed(Exception):
    """The caller may not write. `code` and `message` as in the contract's Denied."""

    def __init__(self, code: str, message: str):
        self.code, self.message = code, message
        super().__init__(message)


class Writers:
    """The tokens that are set, each with the name under which its holder records."""

    def __init__(self, tokens: dict[str, str]):
        self._tokens = {token.encode(): name for token, name in tokens.items()}

    @property
    def open(self) -> bool:
        return not self._tokens

    def name_of(self, authorization: str | None) -> str:
        """The name to record under. Raises NotAllowed."""
        if self.open:
            return ANONYMOUS
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not given:
            raise NotAllowed("TOKEN_MISSING", "writing needs a token: send the header Authorization: Bearer TOKEN")
        # Every token is compared in full, so that the time taken tells nothing of how much was right.
        wanted = given.strip().encode("utf-8", "surrogateescape")
        names = [name for token, name in self._tokens.items() if compare_digest(token, wanted)]
        if not names:
            raise NotAllowed("TOKEN_WRONG", "no such write token: ask the operator of this server for one")
        return names[0]
