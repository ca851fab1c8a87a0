"""What tests of pages in a browser are handed."""

from collections.abc import Callable

from playwright.sync_api import Page

OpenPage = Callable[..., Page]
"""Opens an address in a window of its own; names are options of a Playwright context."""
