"""Proofs that say something else than the true one, in one place."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

Proof = dict[str, Any]
"""A proof file of an event, or of two checkpoints: `hashes`, and texts and numbers."""
Mutation = Callable[[Random, Proof, Proof], None]
"""Changes the first proof; the second is a true one about something else."""


def mutated(random: Random, proof: Proof, other: Proof) -> Proof:
    """Another proof than the true one."""
    while True:
        changed = deepcopy(proof)
        random.choice(MUTATIONS)(random, changed, other)
        if changed != proof:
            return changed


def _bit_of_a_hash(random: Random, proof: Proof, other: Proof) -> None:
    if hashes := proof["hashes"]:
        at = random.randrange(len(hashes))
        hashes[at] = _with_a_bit_flipped(random, hashes[at])


def _bit_of_a_root(random: Random, proof: Proof, other: Proof) -> None:
    if "root" in proof:
        proof["root"] = _with_a_bit_flipped(random, proof["root"])


def _hash_taken_out(random: Random, proof: Proof, other: Proof) -> None:
    if proof["hashes"]:
        del proof["hashes"][random.randrange(len(proof["hashes"]))]


def _hash_put_in(random: Random, proof: Proof, other: Proof) -> None:
    new = random.choice([*proof["hashes"], *other["hashes"], b64encode(random.randbytes(32)).decode()])
    proof["hashes"].insert(random.randint(0, len(proof["hashes"])), new)


def _hashes_in_another_order(random: Random, proof: Proof, other: Proof) -> None:
    random.shuffle(proof["hashes"])


def _another_number(random: Random, proof: Proof, other: Proof) -> None:
    if names := [name for name in ("position", "size") if name in proof]:
        name = random.choice(names)
        proof[name] = random.choice(
            [proof[name] + 1, proof[name] - 1, 0, -proof[name], 2 * proof[name], str(proof[name])]
        )


def _a_part_of_another_proof(random: Random, proof: Proof, other: Proof) -> None:
    name = random.choice([name for name in proof if name not in ("format", "checkpoint", "root")])
    proof[name] = other[name]


def _a_character(random: Random, proof: Proof, other: Proof) -> None:
    """In the leaf, the text of the event, or a checkpoint."""
    name = random.choice([name for name, value in proof.items() if isinstance(value, str) and name != "format"])
    text = proof[name]
    at = random.randrange(len(text))
    new = random.choice([*'0aZ"{}\\ \n=+/', text[random.randrange(len(text))], ""])
    proof[name] = text[:at] + new + text[at + 1 :]


def _a_node_for_a_leaf(random: Random, proof: Proof, other: Proof) -> None:
    """Were leaves and nodes hashed alike, the two below a node would pass for a leaf."""
    if "leaf" in proof and proof["hashes"]:
        proof["leaf"] += b64decode(proof["hashes"].pop(0)).hex()
        proof["position"] = (proof["position"] + 1) // 2


def _a_field_of_the_leaf(random: Random, proof: Proof, other: Proof) -> None:
    if "leaf" in proof:
        leaf = json.loads(proof["leaf"])
        name = random.choice([*leaf])
        leaf[name] = leaf[name] + 1 if isinstance(leaf[name], int) else leaf[name][::-1] + "x"
        proof["leaf"] = json.dumps(leaf, sort_keys=True, separators=(",", ":"))


def _with_a_bit_flipped(random: Random, encoded: str) -> str:
    raw = bytearray(b64decode(encoded))
    raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
    return b64encode(raw).decode()


MUTATIONS: tuple[Mutation, ...] = (
    _bit_of_a_hash,
    _bit_of_a_root,
    _hash_taken_out,
    _hash_put_in,
    _hashes_in_another_order,
    _another_number,
    _a_part_of_another_proof,
    _a_character,
    _a_node_for_a_leaf,
    _a_field_of_the_leaf,
)
