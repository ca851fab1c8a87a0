"""Addresses that a reader may be led to: of the web, with nobody's password in them."""

import re

from domain.values.problems import FieldError

_WEB = re.compile(r"https?://(?P<authority>[^\s/?#\\]*)([/?#][^\t\n]*)?", re.IGNORECASE)


def check_web_address(url: str) -> None:
    """Raises FieldError for what a browser would run or read from its own machine (`javascript:`, `file:`), for
    what is no address, and for one with a name and password in it, which everybody would see.
    """
    parts = _WEB.fullmatch(url)
    if parts is None:
        raise FieldError("NOT_A_WEB_ADDRESS", "is no address of the web: give https://..., or name it in `title`")
    host = parts["authority"]
    if "@" in host:
        raise FieldError("CREDENTIALS_IN_ADDRESS", "has a name or a password before the @: leave both out")
    if not any(character.isalnum() for character in host.partition(":")[0]) and not host.startswith("["):
        raise FieldError("NOT_A_WEB_ADDRESS", "names no host: give the whole address, https://...")
