"""Batches tried and not recorded, by GraphQL."""

from typing import Any

from tests.support.asking import Api, Given, as_input

FIELDS = """
    __typename
    ... on DryRun {
      position changeCount warnings { path code }
      events { key type knownAt places { id name parent { id } } }
      changes { place { id name parent { name } } aspect from to
        before { ...shown } after { ...shown } }
    }
    ... on Recorded { position replayed }
    ... on Conflict { code position }
    ... on Invalid { problems { path code message } }
    ... on Denied { code }
"""
SHOWN = """
fragment shown on StatePreview { holder { id name } level certainty levelCertainty status direction since manner lastWord basisVoices text }
"""
RECORD = f"""
mutation($events: [EventInput!]!, $key: String!, $expected: Position, $dry: Boolean!) {{
  record(events: $events, idempotencyKey: $key, expectedPosition: $expected, dryRun: $dry) {{ {FIELDS} }}
}} {SHOWN}
"""


async def tried(api: Api, *events: Given, key: str = "dry", expected: int | None = None) -> dict[str, Any]:
    """What a dry run says; nothing may be stored by it."""
    before = await api.ask("{ log { head recordedAt projection } }")
    given = [as_input(event) for event in events]
    result = (await api.ask(RECORD, events=given, key=key, expected=expected, dry=True))["record"]
    assert await api.ask("{ log { head recordedAt projection } }") == before
    return result
