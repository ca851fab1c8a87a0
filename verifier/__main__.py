"""`python -m verifier --help`."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from verifier.event_proof import check_consistency, proved_event
from verifier.leaf_file import read_head
from verifier.log_file import Bad
from verifier.notes import Checkpoint, verified
from verifier.refold.states import compare
from verifier.refold.turns import TooManyOrders
from verifier.whole_log import check_leaves, verified_lines

DIFFERENCES_SHOWN = 10


def main(arguments: list[str] | None = None) -> int:
    """0: everything is proved; 1: something is not, and what is printed; 2: it was called wrongly."""
    options = _parser().parse_args(arguments)
    try:
        print(options.check(options))
    except (ValueError, RecursionError, OSError, Bad) as problem:
        print(f"NOT PROVED: {problem}", file=sys.stderr)
        return 1
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m verifier", description="Check a timeline offline.")
    commands = parser.add_subparsers(required=True)
    event = commands.add_parser("event", help="one event, from `timeline proof`")
    event.add_argument("proof", type=Path, help="the file of `timeline proof`")
    event.add_argument("--checkpoint", type=Path, help="the checkpoint that you trust; left out: the one in the proof")
    event.set_defaults(check=_event)
    log = commands.add_parser("log", help="a whole export, against every checkpoint that you have kept")
    log.add_argument("log", type=Path, help="the file of `timeline export`")
    log.add_argument("--checkpoint", type=Path, action="append", required=True, help="may be given several times")
    log.add_argument("--proofs", type=Path, help="of an earlier `timeline export --proofs`: names the event")
    log.set_defaults(check=_log)
    state = commands.add_parser("state", help="that who held what on a day follows from exactly these events")
    state.add_argument("log", type=Path, help="the file of `timeline export`")
    state.add_argument("states", type=Path, help="of `timeline export --as-of DATE --format csv`, all places")
    state.add_argument("--checkpoint", type=Path, action="append", required=True, help="may be given several times")
    state.add_argument("--state-hash", help="stateHash of GraphQL at the same coordinates: made anew, and compared")
    state.set_defaults(check=_state, proofs=None)
    consistency = commands.add_parser("consistency", help="two checkpoints, without the log")
    consistency.add_argument("earlier", type=Path, help="the older checkpoint")
    consistency.add_argument("later", type=Path, help="the newer checkpoint")
    consistency.add_argument("proof", type=Path, help="a JSON list: consistencyProof of GraphQL")
    consistency.set_defaults(check=_consistency)
    for command in (event, log, state, consistency):
        command.add_argument("--key", required=True, help="NAME+ID+BASE64: the line that keygen printed")
    return parser


def _event(options: Namespace) -> str:
    proof = json.loads(options.proof.read_text("utf-8"))
    if not isinstance(proof, dict):
        raise ValueError(f"{options.proof} holds no proof")
    if options.checkpoint:
        checkpoint = _checkpoint(options.checkpoint, options.key)
    elif isinstance(proof.get("checkpoint"), str):
        checkpoint = verified(proof["checkpoint"], options.key)
    else:
        raise ValueError("there is no checkpoint in the proof: give one with --checkpoint")
    proved = proved_event(proof, checkpoint)
    leaf = proved.leaf
    recorded = f"recorded {leaf['recordedAt']} by {leaf['recordedBy']}, known from {leaf['known']}"
    return f"PROVED: position {proved.position} of {checkpoint.size}: {proved.event['id']}, {recorded}"


def _log(options: Namespace) -> str:
    checkpoints = [_checkpoint(file, options.key) for file in options.checkpoint]
    if options.proofs:
        size = read_head(options.proofs)["size"]
        try:
            check_leaves(options.proofs, [checkpoint for checkpoint in checkpoints if checkpoint.size <= size])
        except Bad as bad:
            raise ValueError(f"{options.proofs} is not of the log of these checkpoints: {bad}") from None
    count = sum(1 for _ in verified_lines(options.log, checkpoints, options.proofs))
    signed = max(checkpoint.size for checkpoint in checkpoints)
    rest = f"; {count - signed} after the last checkpoint, which nobody has signed" if count > signed else ""
    return f"PROVED: {signed} events, as {len(checkpoints)} checkpoints have them{rest}"


def _state(options: Namespace) -> str:
    checkpoints = [_checkpoint(file, options.key) for file in options.checkpoint]
    lines = verified_lines(options.log, checkpoints)
    try:
        compared = compare(options.states, lines, with_hash=options.state_hash is not None)
    except TooManyOrders:
        message = "a place is too entangled to be tried: leave --state-hash out to compare the others one by one"
        raise ValueError(message) from None
    if compared.different:
        shown = compared.different[:DIFFERENCES_SHOWN]
        first = "; ".join(f"{place}: {name} is {given!r}, and {due!r} follows" for place, name, given, due in shown)
        raise ValueError(f"{len(compared.different)} differences from what follows from the log: {first}")
    if compared.state_hash != options.state_hash:
        raise ValueError(f"the state hash is not {options.state_hash}: {compared.state_hash} follows from the log")
    hashed = f", and their state hash {compared.state_hash}" if compared.state_hash else ""
    tried = compared.places - len(compared.untried)
    rest = f"; too entangled to be tried: {', '.join(compared.untried)}" if compared.untried else ""
    return f"PROVED: the states of {tried} of {compared.places} places follow from these events{hashed}{rest}"


def _consistency(options: Namespace) -> str:
    earlier, later = (_checkpoint(file, options.key) for file in (options.earlier, options.later))
    proof = json.loads(options.proof.read_text("utf-8"))
    if not isinstance(proof, list) or not all(isinstance(text, str) for text in proof):
        raise ValueError(f"{options.proof} is no list of hashes")
    check_consistency(earlier, later, proof)
    return f"PROVED: the log up to {later.size} begins with the log up to {earlier.size}"


def _checkpoint(file: Path, key: str) -> Checkpoint:
    try:
        return verified(file.read_text("utf-8"), key)
    except ValueError as problem:
        raise ValueError(f"{file}: {problem}") from None


if __name__ == "__main__":
    sys.exit(main())
