"""Warnings about codes of places, in words."""

from domain.gazetteer.codes import OldCode


def old_code_note(old: OldCode) -> str:
    """`A of s is an old code of x: now it has B (edition 2)`."""
    now = [f"{code.code} (edition {code.edition})" for code in old.current]
    instead = f"now it has {' and '.join(now)}" if now else "it has none any more"
    return f"{old.code} of {old.scheme} is an old code of {old.place}: {instead}"
