"""Ids that an unknown one may have been meant for, in words."""

from collections.abc import Sequence


def did_you_mean(ids: Sequence[str]) -> str:
    """A clause to follow what is wrong; empty where nothing is near."""
    if not ids:
        return ""
    *most, last = ids
    named = f"{', '.join(most)} or {last}" if most else last
    return f"; did you mean {named}?"


def unknown(what: str, near: Sequence[str], remedy: str) -> str:
    """What is wrong, what may have been meant, and what to do."""
    return f"{what}{did_you_mean(near)} Otherwise {remedy}" if near else f"{what}: {remedy}"
