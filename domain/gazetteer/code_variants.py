"""P-codes as they are written elsewhere: AF1905, af-1905, 1905, AFG1905, AF019005. For a hint, never to choose one."""

import re
from collections.abc import Iterable

_PARTS = re.compile(r"([A-Z]*)(\d*)")


def like_codes(code: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known codes that may be meant, the likeliest first.

    Those that are written otherwise; have another prefix, or none; have other zeros; and of a longer code the one with
    which it begins, which is that of the place around.
    """
    wanted = _plain(code)
    ranked = [(rank, len(other), other) for other in set(known) if (rank := _rank(wanted, _plain(other))) is not None]
    return [other for _, _, other in sorted(ranked)[:most]]


def _plain(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.upper().removesuffix(".0"))


def _rank(wanted: str, other: str) -> int | None:
    if wanted == other:
        return 0
    (letters, digits), (other_letters, other_digits) = _parts(wanted), _parts(other)
    is_one_prefix = not letters or not other_letters or letters[:1] == other_letters[:1]
    if digits and is_one_prefix and digits == other_digits:
        return 1
    if digits and is_one_prefix and digits.lstrip("0") == other_digits.lstrip("0"):
        return 2
    if digits and is_one_prefix and digits.replace("0", "") == other_digits.replace("0", "") != "":
        return 3
    return 4 if other_digits and letters == other_letters and wanted.startswith(other) else None


def _parts(code: str) -> tuple[str, str]:
    """Its letters and the digits after them; no digits where it is not made so."""
    match = _PARTS.fullmatch(code)
    return (match[1], match[2]) if match else (code, "")
