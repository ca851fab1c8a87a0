"""From which moment an event is known: docs/proofs.md, "known"."""

from datetime import UTC, datetime
from typing import Any

DAY_CHARS = len("2021-06-22")


def known(event: dict[str, Any], recorded_at: str, known_of_target: str | None) -> str:
    """The moment (UTC) as it stands in the leaf. `known_of_target` is that of the event that this one corrects."""
    published = event.get("published")
    if published is None and event["type"] == "EventCorrected":
        published = event["replacement"].get("published")
    moment = recorded_at if published is None else _published(published)
    if event["type"] == "EventCorrected" and known_of_target is not None:
        return max(moment, known_of_target, key=sortable)
    return moment


def _published(text: str) -> str:
    if len(text) <= DAY_CHARS:
        return f"{text}T23:59:59.999999Z"
    moment = datetime.fromisoformat(text.upper().replace("Z", "+00:00")).astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat() + "Z"


def sortable(text: str) -> str:
    """A whole second is written without decimals, and comes before its fractions."""
    return text[:-1] if "." in text else f"{text[:-1]}.000000"
