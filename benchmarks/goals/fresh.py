"""Questions to a server that has just started: what they cost where nothing is kept."""

from collections.abc import Callable, Sequence

from benchmarks.harness import peer_questions, questions
from benchmarks.harness.client import Ask, Client
from benchmarks.harness.progress import say
from benchmarks.harness.server import Server
from benchmarks.harness.stage import Stage
from benchmarks.report.row import Figure, Row
from benchmarks.seeded_war.shape import SHARES

COUNTRIES_MAX = 12
CLAIMS_SHARE = SHARES["ControlAsserted"] + SHARES["ControlChanged"]
KNOWN_ON = "2023-03-02"
"""Nearly all claims are known by then, and not all: it is no question for the head."""
AGAIN = 100
"""A number whose date none of the rounds has asked for."""


def fresh(stage: Stage) -> list[Row]:
    """A server of its own in each round; every country but the first is asked for once at head and once as known."""
    ids = [country.id for country in stage.data.war.countries][1 : COUNTRIES_MAX + 1] or [questions.COUNTRY]
    heads, again, known, peers = [], [], [], []
    for number in range(1, stage.options.rounds + 1):
        say(f"round {number} of {stage.options.rounds}: a fresh server")
        server = stage.serve("ours, SQLite, fresh", stage.data.sqlite_url)
        # The text of the question is known then, and nothing about the other countries.
        questions.as_of()(Client(server.port), 0)
        questions.as_of_known_on(KNOWN_ON)(Client(server.port), 0)
        heads.append(_mean_ms(server, ids, number, questions.as_of))
        peers.append(_mean_ms(stage.postgraphile, ids, number, peer_questions.postgraphile))
        again.append(_mean_ms(server, ids, AGAIN + number, questions.as_of))
        known.append(_mean_ms(server, ids, number, _as_known))
        server.stop()
    return _rows(stage, *(Figure(tuple(samples), "ms") for samples in (heads, again, known, peers)))


def _rows(stage: Stage, head: Figure, again: Figure, as_known: Figure, postgraphile: Figure) -> list[Row]:
    name = "ours, SQLite, fresh"
    claims = stage.data.war.events * CLAIMS_SHARE / stage.options.places
    title = f"map as known on {KNOWN_ON}, cold, some {claims:.0f} claims a place"
    return [
        Row("fresh", "map of a date and places never asked for", name, head, 1 / 3, postgraphile, "PostGraphile"),
        Row("fresh", title, name, as_known, 8.0, again, "the second map at our own head"),
    ]


def _as_known(country: str) -> Ask:
    return questions.as_of_known_on(KNOWN_ON, country)


def _mean_ms(server: Server, countries: Sequence[str], number: int, ask_for: Callable[[str], Ask]) -> float:
    """Processor milliseconds for one map; every country is asked for once."""
    client, before = Client(server.port), server.cpu()
    for country in countries:
        answer = ask_for(country)(client, number)
        if refusal := answer.refusal():
            raise RuntimeError(refusal)
    return (server.cpu() - before) * 1_000 / len(countries)
