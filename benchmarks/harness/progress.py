"""What goes on, on standard error."""

import sys
import time

_BEGUN = time.monotonic()


def say(text: str) -> None:
    """A line with the seconds since the start."""
    print(f"{time.monotonic() - _BEGUN:6.0f} s  {text}", file=sys.stderr, flush=True)
