"""Timelines that several tests of GraphQL ask."""

import pytest

from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """A claim and a list about one district."""
    await api.recorded(*cast(), changed(id="fell"), asserted(id="list"))
    return api
