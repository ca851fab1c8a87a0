"""How long a search takes as somebody types, among 20,000 places: `python -m benchmarks.searching [DATABASE_URL]`.

The first search after the gazetteer has changed reads its names; the others ask the index that is kept. Times are of
whole GraphQL answers, in milliseconds of processor time of this process.
"""

import random
import re
from datetime import UTC, datetime
from functools import partial

from api.graphql import in_process
from benchmarks.measuring import Times, with_database
from domain.events import Event, interchange
from store.db import migrate
from store.db.connections import Database
from store.write.append import append

PLACES = 20_000
SOURCES = 5_000
BATCH = 5_000
SYLLABLES = re.findall(
    r"\w+",
    "kha ja ghar imam sa hib qa la zal dasht ar chi ba rak tan gi ko kul pan dj shir band na wur di mo su li far",
)
TYPED = {
    "one letter": '{ places(name: "k", first: 10) { totalCount nodes { id name } } }',
    "a beginning": '{ places(name: "Khaja G", first: 10) { totalCount nodes { id name } } }',
    "a beginning, within a province": '{ places(name: "Kha", within: "p-7", first: 10) { nodes { id name } } }',
    "two words in another order": '{ places(name: "sahib imam", first: 10) { nodes { id name } } }',
    "nothing begins so: the resolver": '{ places(name: "Xojagorod", first: 10) { nodes { id name } } }',
    "sources, two words": '{ sources(text: "paper imam", first: 10) { totalCount nodes { id name } } }',
    "an unknown id": '{ place(id: "d-1234x") { id } }',
}


def name(random_: random.Random) -> str:
    words = (random_.choices(SYLLABLES, k=random_.randint(1, 3)) for _ in range(random_.randint(1, 3)))
    return " ".join("".join(word).capitalize() for word in words)


def events() -> list[Event]:
    random_ = random.Random(1)
    country = {"type": "PlaceRegistered", "place": "c", "kind": "COUNTRY", "names": [{"text": "Country"}]}
    records = [country]
    for number in range(100):
        names = [{"text": f"Province {number}"}]
        records.append({**country, "place": f"p-{number}", "kind": "PROVINCE", "names": names, "parent": "c"})
    for number in range(PLACES):
        called = dict.fromkeys(name(random_) for _ in range(random_.randint(1, 4)))
        described = {"kind": "DISTRICT", "names": [{"text": text} for text in called], "parent": f"p-{number % 100}"}
        records.append({**country, "place": f"d-{number}", **described})
    for number in range(SOURCES):
        title = " ".join(name(random_) for _ in range(4))
        records.append({"type": "SourceRegistered", "source": f"s-{number}", "name": f"Paper {number}", "title": title})
    return [interchange.parse(record) for record in records]


async def measure(url: str) -> None:
    await migrate.upgrade(url)
    db = Database.open(url)
    try:
        everything = events()
        for begin in range(0, len(everything), BATCH):
            part = everything[begin : begin + BATCH]
            await append(db, part, key=f"searching {begin}", by="benchmark", now=datetime(2026, 1, 1, tzinfo=UTC))
        times = Times()
        for what, query in TYPED.items():
            with times.measured(f"{what}, the first time"):
                await in_process.execute(db, query, {})
            await times.best(what, partial(in_process.execute, db, query, {}))
        print(times.table())
    finally:
        await db.close()


if __name__ == "__main__":
    with_database(measure)
