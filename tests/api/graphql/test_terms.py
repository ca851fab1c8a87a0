"""Under which terms a source may be used, over GraphQL."""

from tests.support.asking import Api
from tests.support.builders import source

TERMS = "{ sources { nodes { id licence attribution } } }"


async def test_a_source_has_its_terms_and_the_line_to_print(api: Api) -> None:
    await api.recorded(source("atlas", licence="CC-BY-4.0", credit="© Atlas"), source("paper"))

    assert (await api.ask(TERMS))["sources"]["nodes"] == [
        {"id": "atlas", "licence": "CC-BY-4.0", "attribution": "© Atlas"},
        {"id": "paper", "licence": None, "attribution": None},
    ]
