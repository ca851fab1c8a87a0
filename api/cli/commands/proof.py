"""`timeline proof`: what a stranger needs to check one event, in one file."""

from pathlib import Path
from typing import Annotated

import typer

from api import json_text
from api.cli import options
from api.cli.ask import Client, read
from api.cli.output.console import err
from api.cli.output.destination import output_to
from api.cli.output.json_value import Json
from api.cli.running import NotFound, errors_reported
from domain.proofs.checkpoints import read_note

FORMAT = "conflict-timeline/proof/1"


def proof(
    position: Annotated[int, typer.Argument(metavar="POSITION", min=1, help="Of the event in the log.")],
    size: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="The position up to which. Left out: as the newest checkpoint, or the end."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here.")
    ] = None,
    database: options.Database = None,
) -> None:
    """Prove that an event stands in the log as it was recorded.

    The event to the byte, when, by whom and in which batch it was recorded, and
    the hashes that lead to the root of a checkpoint. `python -m verifier
    event FILE` checks it without this program.

    Example:

    \b
      timeline proof 7 -o event-7.proof.json
    """

    async def ask(client: Client) -> Json:
        log = (await client.ask("checkpoint"))["log"]
        end = client.position(size) if size else _signed_size(log["checkpoint"], position) or log["head"]
        if position > end:
            raise NotFound(f"the log up to position {end} has no event {position}: ask for that or less")
        [event] = (await client.ask("proof", after=position - 1, size=end))["events"]["nodes"]
        is_signed = _signed_size(log["checkpoint"], position) == end
        note = log["checkpoint"] if is_signed else None
        return {"format": FORMAT, "position": position, **event["proof"], "checkpoint": note}

    answer = read(database, ask)
    with errors_reported(), output_to(output) as file:
        file.write(json_text.encode(answer) + b"\n")
    if answer["checkpoint"] is None:
        err().print("No checkpoint of that size is published: compare the root with one that you trust.")


def _signed_size(note: str | None, position: int) -> int | None:
    """The size of a checkpoint that the event is in."""
    size = read_note(note).checkpoint.size if note else 0
    return size if size >= position else None
