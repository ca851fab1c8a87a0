"""How properties are tried: settings for Hypothesis."""

from hypothesis import HealthCheck, settings


def sharing_fixtures(examples: int) -> settings:
    """For a property whose examples share its fixtures on purpose: a database, to which each adds a log of its own."""
    return settings(
        max_examples=examples, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )
