"""What a stranger needs to check the log by himself, over GraphQL."""

import json
import re
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest

from domain.proofs.hashing import EMPTY_ROOT, leaf_hash
from domain.proofs.verification import included_root, is_consistent
from tests.support.asking import Api
from tests.support.builders import actor, cast, changed, corrected
from tests.support.recording import record
from tests.support.repository import ROOT
from tests.support.tokens import bearer

ALL = (
    "{ events(first: 1000) { nodes { position id proof%s { size leaf payload hashes root } } } log { root(size: %s) } }"
)


@pytest.fixture
async def grown(api: Api) -> Api:
    await api.recorded(*cast(), changed(id="fall"))
    await api.recorded(corrected("fall", changed(level="CONTESTED"), published="2021-06-24"))
    await api.recorded(*(actor(f"a-{number}") for number in range(300)))
    return api


def proved_root(event: dict[str, Any]) -> bytes | None:
    proof = event["proof"]
    leaf = json.loads(proof["leaf"])
    assert leaf["position"] == event["position"]
    assert leaf["eventSha256"] == sha256(proof["payload"].encode()).hexdigest()
    assert json.loads(proof["payload"])["id"] == event["id"]
    own = leaf_hash(proof["leaf"].encode())
    return included_root(own, event["position"] - 1, proof["size"], [b64decode(text) for text in proof["hashes"]])


async def test_every_event_is_proved_to_the_root_of_the_log(grown: Api) -> None:
    answer = await grown.ask(ALL % ("", "null"))

    assert len(answer["events"]["nodes"]) > 300
    for event in answer["events"]["nodes"]:
        assert proved_root(event) == b64decode(event["proof"]["root"]) == b64decode(answer["log"]["root"])


async def test_an_event_is_proved_in_an_earlier_log_or_was_not_in_it(grown: Api) -> None:
    answer = await grown.ask(ALL % ("(size: 5)", "5"))

    proved = [event for event in answer["events"]["nodes"] if event["proof"]]
    assert [event["position"] for event in proved] == [1, 2, 3, 4, 5]
    assert {proved_root(event) for event in proved} == {b64decode(answer["log"]["root"])}


@pytest.mark.parametrize(("earlier", "to"), [(0, 9), (3, 9), (9, 9), (9, None), (300, None)])
async def test_a_log_is_proved_to_begin_with_an_earlier_one(grown: Api, earlier: int, to: int | None) -> None:
    query = """query($from: Position!, $to: Position) { log {
        head before: root(size: $from) after: root(size: $to) consistencyProof(from: $from, to: $to)
    } }"""

    log = (await grown.ask(query, **{"from": earlier, "to": to}))["log"]

    before, after = b64decode(log["before"]), b64decode(log["after"])
    proof = [b64decode(text) for text in log["consistencyProof"]]
    assert is_consistent(earlier, before, log["head"] if to is None else to, after, proof)
    assert not is_consistent(earlier, EMPTY_ROOT[:-1] + b"x", log["head"] if to is None else to, after, proof)


async def test_an_empty_log_has_the_root_of_an_empty_tree(api: Api) -> None:
    log = (await api.ask("{ log { root checkpoint consistencyProof(from: 0) } }"))["log"]

    assert (b64decode(log["root"]), log["checkpoint"], log["consistencyProof"]) == (EMPTY_ROOT, None, [])


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("consistencyProof(from: 9, to: 3)", "BAD_USER_INPUT"),
        ("consistencyProof(from: 3, to: 99999)", "POSITION_AHEAD"),
        ("consistencyProof(from: 99999)", "BAD_USER_INPUT"),
        ("root(size: 99999)", "POSITION_AHEAD"),
        ("root(size: -1)", "BAD_USER_INPUT"),
    ],
)
async def test_what_the_log_has_not_is_refused_in_words(grown: Api, question: str, code: str) -> None:
    assert await grown.code("{ log { %s } }" % question) == code


async def test_the_proof_of_a_size_holds_for_ever_and_a_checkpoint_does_not(grown: Api) -> None:
    fixed = await grown.client.get("/graphql", params={"query": '{ event(id: "fall") { proof(size: 9) { root } } }'})
    newest = await grown.client.get("/graphql", params={"query": "{ log { checkpoint } }"})

    assert fixed.headers["cache-control"].startswith("public")
    assert newest.headers["cache-control"] == "no-store"


async def test_the_question_in_the_docs_is_answered(grown: Api) -> None:
    [question] = re.findall(r"```graphql\n(.*?)```", (ROOT / "docs" / "proofs.md").read_text("utf-8"), re.DOTALL)

    answer = await grown.ask(question)

    assert answer["events"]["nodes"][0]["proof"]["root"] == answer["log"]["root"]


async def test_who_recorded_an_event_is_in_no_proof_for_those_who_may_not_see_it(database_url: str, start: Any) -> None:
    """given a reader without a token; then he can follow the proof, and a curator can open its leaf"""
    api = await start(database_url, open_writes=False)
    query = "{ events(first: 1) { nodes { position proof { size leaf leafHash hashes root } } } }"
    await record(api.app.state.logs.record.db, *cast())
    curator = {"authorization": await bearer(api)}

    shown = (await api.send(query)).json()["data"]["events"]["nodes"][0]["proof"]
    opened = (await api.send(query, **curator)).json()["data"]["events"]["nodes"][0]["proof"]

    assert shown["leaf"] is None
    assert '"recordedBy":"tester"' in opened["leaf"]
    assert leaf_hash(opened["leaf"].encode()) == b64decode(shown["leafHash"])
    hashes = [b64decode(text) for text in shown["hashes"]]
    assert included_root(b64decode(shown["leafHash"]), 0, shown["size"], hashes) == b64decode(shown["root"])
