"""What is said to whoever records a speaker in free text that is like a registered actor."""

from collections.abc import Sequence

ACTORS_NAMED_MAX = 3


def utterer_note(utterer: str, actors: Sequence[str]) -> str:
    """`actors`: ids of those that may be meant."""
    named = " or ".join(actors[:ACTORS_NAMED_MAX])
    return (
        f"the first utterer {utterer!r} is no registered actor and is like {named}: if that is who spoke, give the id "
        "first in `attribution`; until then the interest is UNKNOWN"
    )
