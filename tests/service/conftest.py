"""A record with audiences, on either engine."""

from collections.abc import AsyncIterator, Callable

import pytest

from domain.values.terms import Visibility
from tests.support.audiences import Audiences, audiences
from tests.support.builders import cast
from tests.support.recording import record


@pytest.fixture
async def kept(database_url: str, new_url: Callable[[str], str]) -> AsyncIterator[Audiences]:
    """A record with the usual registrations, and logs for the public and for partners."""
    logs = {to: new_url(to.lower()) for to in (Visibility.PUBLIC, Visibility.PARTNER)}
    async with audiences(database_url, logs) as found:
        await record(found.record, *cast())
        yield found
