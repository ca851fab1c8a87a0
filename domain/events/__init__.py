"""The closed set of events, and how they are written, read and upcast."""

from domain.events.event_types import *  # noqa: F403
