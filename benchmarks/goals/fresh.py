"""Questions to a server that has just started: what they cost where nothing is kept."""

from collections.abc import Callable, Sequence

from benchmarks.harness import peer_questions, questions
from benchmarks.harness.client import Ask, Client
from benchmarks.harness.progress import say
from benchmarks.harness.server import Server
from benchmarks.harness.stage import Stage
from benchmarks.report.row import Figure, Row

COUNTRIES_MAX = 12
KNOWN_ON = "2014-03-02"


def fresh(stage: Stage) -> list[Row]:
    """A server of its own in each round; every country but the first is asked for once at head and once as known."""
    ids = [country.id for country in stage.data.war.countries][1 : COUNTRIES_MAX + 1] or [questions.COUNTRY]
    heads, known, peers = [], [], []
    for number in range(1, stage.options.rounds + 1):
        say(f"round {number} of {stage.options.rounds}: a fresh server")
        server = stage.serve("ours, SQLite, fresh", stage.data.sqlite_url)
        # The text of the question is known then, and nothing about the other countries.
        questions.as_of()(Client(server.port), 0)
        questions.as_of_known_on(KNOWN_ON)(Client(server.port), 0)
        heads.append(_mean_ms(server, ids, number, questions.as_of))
        peers.append(_mean_ms(stage.postgraphile, ids, number, peer_questions.postgraphile))
        known.append(_mean_ms(server, ids, number, _as_known))
        server.stop()
    return _rows(stage, heads, known, peers)


def _rows(stage: Stage, heads: list[float], known: list[float], peers: list[float]) -> list[Row]:
    name, head = "ours, SQLite, fresh", Figure(tuple(heads), "ms")
    claims = stage.data.war.events * 0.72 / stage.options.places
    postgraphile, as_known = Figure(tuple(peers), "ms"), Figure(tuple(known), "ms")
    title = f"the same as known on {KNOWN_ON}, cold, some {claims:.0f} claims a place"
    return [
        Row("fresh", "the map, of a date and places never asked for", name, head, 1 / 3, postgraphile, "PostGraphile"),
        Row("fresh", title, name, as_known, 8.0, head, "at our own head, cold"),
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
