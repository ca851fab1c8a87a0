"""Batches of events that refer to each other in every way that a fold by place has to see through."""

from domain.events import Event
from tests.support.builders import (
    actor,
    asserted,
    cast,
    changed,
    confirmed,
    corrected,
    event,
    place,
    retracted,
    source,
    status,
)

PLACES = ("t-1", "t-2", "t-3", "t-4", "t-5")


def batches() -> list[list[Event]]:
    """Each is recorded by itself, so that references reach over batches too."""
    return [
        _registered(),
        _corrected(),
        _in_the_place_of_what_it_corrects(),
        _copied(),
        _retracted(),
        _described_anew(),
    ]


def _registered() -> list[Event]:
    papers = [source(f"paper-{n}", id=f"paper-{n}", publisher=f"Press {n}", reliability="BCD"[n]) for n in range(3)]
    party = source("party", id="party", affiliation="taliban")
    return [
        *cast(),
        actor("late", id="late", side="taliban"),
        *papers,
        party,
        *(place(each, "Town") for each in PLACES),
    ]


def _corrected() -> list[Event]:
    """Corrections of corrections, to another place, from and to what is no claim about a state."""
    return [
        asserted("t-1", "government", id="a"),
        corrected("a", asserted("t-2", "government"), id="a-moved", published="2021-06-25"),
        corrected("a-moved", changed("t-1", "taliban", loser="government"), id="a-again", published="2021-06-26"),
        _clash(id="b"),
        corrected("b", asserted("t-3", "taliban"), id="b-claim"),
        corrected("b-claim", _clash(), id="b-clash"),
        corrected("b-clash", asserted("t-3", "government"), id="b-again"),
        status("t-1", "CLOSED", id="s"),
        corrected("s", status("t-1", "OPEN", direction="OUTBOUND"), id="s-open"),
        confirmed(PLACES, "taliban", "2021-06-24", id="list", source="paper-1"),
        corrected("list", confirmed(PLACES[:2], "government", "2021-06-24", source="paper-1"), id="list-shorter"),
    ]


def _in_the_place_of_what_it_corrects() -> list[Event]:
    """The later word of a voice wins, and a correction of its earlier one is no later word."""
    return [
        asserted("t-4", "taliban", "2021-06-03", id="o", source="paper-0"),
        asserted("t-4", "government", "2021-06-03", id="o-later", source="paper-0"),
        corrected("o", asserted("t-4", "taliban", "2021-06-03", source="paper-0"), id="o-again"),
        corrected("o-again", asserted("t-4", "taliban", "2021-06-03", source="paper-0", note="x"), id="o-noted"),
    ]


def _copied() -> list[Event]:
    """Copies of copies, of a correction, and of an event about another place."""
    return [
        asserted("t-5", "taliban", "2021-06-20", id="c", source="paper-0"),
        asserted("t-5", "taliban", "2021-06-20", id="c-copy", copyOf="c", source="paper-1"),
        asserted("t-5", "taliban", "2021-06-20", id="c-copy-2", copyOf="c-copy", source="paper-2"),
        changed("t-1", "taliban", "2021-06-20", id="k", source="paper-0"),
        changed("t-1", "taliban", "2021-06-20", id="k-copy", copyOf="k", source="paper-1"),
        changed("t-2", "taliban", "2021-06-20", id="k-copy-2", copyOf="k-copy", source="paper-2"),
        changed("t-3", "late", "2021-06-21", id="k-of-a", copyOf="a-again", source="paper-2"),
        asserted("t-2", "government", "2021-06-22", id="k-clash", copyOf="b-again", source="party"),
    ]


def _retracted() -> list[Event]:
    """Retractions of claims, of corrections and of retractions: what they annulled stands again."""
    return [
        asserted("t-2", "taliban", "2021-06-23", id="r", source="paper-0"),
        retracted("r", id="r-1"),
        retracted("r-1", id="r-2"),
        asserted("t-3", "late", "2021-06-24", id="q", source="paper-1"),
        corrected("q", asserted("t-2", "late", "2021-06-24", source="paper-1"), id="q-moved"),
        retracted("q-moved", id="q-back"),
        asserted("t-1", "government", "2021-06-25", id="gone", source="party"),
        retracted("gone", id="gone-1"),
        # The copy of this one still repeats what it repeated.
        retracted("c-copy", id="c-gone"),
    ]


def _described_anew() -> list[Event]:
    """What decides how far a voice is believed is that of the head of the log."""
    return [
        corrected("paper-1", source("paper-1", publisher="Other press", reliability="A"), id="paper-1-mended"),
        corrected("paper-1-mended", source("paper-1", publisher="Other press", reliability="E"), id="paper-1-again"),
        corrected(
            "paper-2", source("paper-2", publisher="Press", reliability="F", affiliation="late"), id="paper-2-mended"
        ),
        corrected("late", actor("late", side="government"), id="late-mended"),
        changed("t-3", "late", "2021-06-26", source="paper-2", attribution=["late"]),
    ]


def _clash(**fields: str) -> Event:
    given = {"places": ["t-3"], "parties": ["taliban"], "occurred": "2021-06-22", "source": "neutral"}
    return event("ClashReported", **given, **fields)
