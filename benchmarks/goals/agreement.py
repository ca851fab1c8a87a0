"""Before anything is measured: ours and the peers give the same rows."""

from collections.abc import Iterable
from typing import Any

from benchmarks.harness import peer_questions, questions
from benchmarks.harness.client import Ask, Client
from benchmarks.harness.progress import say
from benchmarks.harness.server import Server
from benchmarks.harness.stage import Stage

NUMBERS = (1, 5, 11)
"""The dates that are compared."""


def check_as_of(stage: Stage) -> None:
    """AssertionError where a server answers otherwise."""
    wanted = [_states(questions.as_of(), stage.ours, number) for number in NUMBERS]
    others = [
        (questions.as_of(), stage.ours_on_postgres, _graphql_states),
        (peer_questions.mercurius(), stage.mercurius, _graphql_states),
        (peer_questions.plain("/as-of"), stage.plain, _graphql_states),
        (peer_questions.postgraphile(), stage.postgraphile, _postgraphile_states),
    ]
    for ask, server, read in others:
        answers = [list(read(ask(Client(server.port), number).data()["asOf"])) for number in NUMBERS]
        assert answers == wanted, f"{server.name} gives other rows than ours"
    say(f"the same {sum(map(len, wanted)):,} rows from {len(others) + 1} servers")


def check_frame(stage: Stage) -> None:
    for number in NUMBERS[:1]:
        ours = questions.frame()(Client(stage.ours_wide.port), number).data()["asOf"]["frame"]
        plain = peer_questions.plain("/frame", None)(Client(stage.plain_wide.port), number).data()["asOf"]["frame"]
        assert plain == {name: ours[name] for name in plain}, "SQL gives another frame than ours"


def check_series(stage: Stage) -> None:
    ours = questions.series()(Client(stage.ours.port), 1).data()["series"]
    plain = peer_questions.plain_series()(Client(stage.plain.port), 1).data()["series"]
    assert plain == ours, "SQL gives another series than ours"


def _states(ask: Ask, server: Server, number: int) -> list[Any]:
    return list(_graphql_states(ask(Client(server.port), number).data()["asOf"]))


def _graphql_states(as_of: Any) -> Iterable[Any]:
    for node in as_of["places"]["nodes"]:
        holder = node["holder"] or {"id": None, "name": None, "side": None}
        yield _state(node, (node["place"]["id"], node["place"]["name"], node["place"]["kind"]), holder.values())


def _postgraphile_states(as_of: Any) -> Iterable[Any]:
    for node in as_of["nodes"]:
        holder = node["actorByHolder"] or {"rowId": None, "name": None, "side": None}
        place = node["placeByPlace"]
        yield _state(node, (node["place"], place["name"], place["kind"]), holder.values())


def _state(node: Any, place: tuple[str, ...], holder: Iterable[Any]) -> list[Any]:
    return [*place, *holder, *(node[name] for name in ("level", "certainty", "since", "manner", "basisCount"))]
