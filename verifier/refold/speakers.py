"""Who speaks in a claim, and what he has to gain: docs/resolution.md, "Voices" and "Interest"."""

from typing import Any

from verifier.refold.events import Events


class Speakers:
    """By the sources and actors on record at the position."""

    def __init__(self, events: Events):
        self._sources = {each.content["source"]: each.content for each in events.registered("SourceRegistered")}
        actors = {each.content["actor"]: each.content for each in events.registered("ActorRegistered")}
        self._sides = {name: actor.get("side") for name, actor in actors.items()}

    def voice(self, claim: dict[str, Any], position: int) -> str:
        source = self._source(claim)
        name = _utterer(claim) or source.get("publisher") or claim.get("source") or f"#{position}"
        return "".join(name.split()).casefold()

    def reliability(self, claim: dict[str, Any]) -> str | None:
        reliability: str | None = self._source(claim).get("reliability")
        return reliability

    def interest(self, claim: dict[str, Any], gainer: str | None, loser: str | None) -> str:
        utterer = _utterer(claim)
        if utterer is not None and utterer not in self._sides:
            return "UNKNOWN"
        if utterer is None and claim.get("source") is None:
            return "UNKNOWN"
        speaker = utterer or self._source(claim).get("affiliation")
        if speaker is None:
            return "NEUTRAL"
        if gainer is not None and self._are_one_side(speaker, gainer):
            return "OWN_GAIN"
        if loser is not None and self._are_one_side(speaker, loser):
            return "AGAINST_INTEREST"
        if self._sides.get(speaker) is None:
            return "NEUTRAL"
        if gainer is None:
            return "OWN_GAIN"
        return "NEUTRAL" if self._sides.get(gainer) is None else "AGAINST_INTEREST"

    def _are_one_side(self, actor: str, other: str) -> bool:
        side = self._sides.get(actor)
        return actor == other or (side is not None and side == self._sides.get(other))

    def _source(self, claim: dict[str, Any]) -> dict[str, Any]:
        return self._sources.get(claim.get("source") or "", {})


def _utterer(claim: dict[str, Any]) -> str | None:
    attribution = claim.get("attribution") or []
    return attribution[0] if attribution else None
