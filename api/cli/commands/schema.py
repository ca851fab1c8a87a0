"""`timeline schema`: the GraphQL schema, or the JSON Schema of one line of a file."""

import json
from typing import Annotated

import typer

from api.cli.output.console import write
from domain.events import interchange


def schema(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The JSON Schema of one line of an import file.")] = False,
) -> None:
    """Print the GraphQL or the JSON schema.

    Example:

    \b
      timeline schema > schema.graphql
      timeline schema --jsonl > event.schema.json
    """
    if jsonl:
        text = json.dumps(interchange.schema(), ensure_ascii=False, indent=2) + "\n"
    else:
        from api.graphql.schema import sdl  # takes a second, which no other command has to wait for

        text = sdl()
    write(text.encode())
