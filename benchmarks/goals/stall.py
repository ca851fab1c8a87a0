"""How long a trivial question waits while eight heavy ones are answered."""

import threading
import time
from collections.abc import Callable

from benchmarks.harness import questions
from benchmarks.harness.client import Ask, Client
from benchmarks.harness.progress import say
from benchmarks.harness.server import Server
from benchmarks.harness.stage import Stage
from benchmarks.report.row import Figure, Row

PAUSE_SECONDS = 0.01
HEAVY: dict[str, Callable[[str], Ask]] = {
    "map as known on a day": lambda country: questions.as_of_known_on("2013-01-03", country),
    "frame of all as known on a day": lambda country: questions.frame("2013-02-03"),
    "every place as objects": lambda country: questions.every_place(),
    "series of 20 years by day": questions.series,
    "replay of 1,040 weeks": questions.replay,
    "diff of two knownOns": lambda country: questions.diff_of_known_days(country),
    "diff of two dates, all places": lambda country: questions.diff_of_dates(),
    "casualties of 20 years": questions.casualties,
}


def stall(stage: Stage) -> list[Row]:
    """The worst wait in each round; a round asks other countries and dates than the one before."""
    countries = [country.id for country in stage.data.war.countries]
    worst, refusals = [], []
    for number in range(stage.options.rounds):
        say(f"round {number + 1} of {stage.options.rounds}: a trivial question beside eight heavy ones")
        waits, refused = _beside(stage.ours, countries, number)
        worst.append(max(waits) / 1_000)
        refusals += refused
    answered = len(HEAVY) * stage.options.rounds - len(refusals)
    for text in dict.fromkeys(refusals):
        say(f"refused: {text}")
    title = (
        f"worst wait of a trivial question beside eight heavy ones ({answered} were answered, {len(refusals)} refused)"
    )
    bound = 0.25 if stage.has_goals else None
    return [Row("stall", title, stage.ours.name, Figure(tuple(worst), "s"), bound)]


def _beside(server: Server, countries: list[str], number: int) -> tuple[list[float], list[str]]:
    """Milliseconds of every trivial question, and which heavy ones were refused."""
    refused: list[str] = []

    def ask(name: str, heavy: Ask) -> None:
        try:
            refusal = heavy(Client(server.port), number * 7 + 3).refusal()
        except OSError as error:
            refusal = f"no answer: {error}"
        if refusal:
            refused.append(f"{name}: {refusal}")

    threads = [
        threading.Thread(target=ask, args=(name, make(countries[(number * len(HEAVY) + rank) % len(countries)])))
        for rank, (name, make) in enumerate(HEAVY.items())
    ]
    for thread in threads:
        thread.start()
    client, trivial = Client(server.port), questions.trivial()
    waits: list[float] = []
    while any(thread.is_alive() for thread in threads) or not waits:
        waits.append(trivial(client, 0).ms)
        time.sleep(PAUSE_SECONDS)
    return waits, refused
