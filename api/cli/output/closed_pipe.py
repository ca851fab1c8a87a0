"""What becomes of a command whose output nobody reads to its end, as in `timeline casualties | head`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def closed_output_ends_quietly() -> Iterator[None]:
    """End the command without a word, and with exit code 0, once its output or its messages are read no more.

    What Python still holds is thrown away: it would be written once more, and fail once more, at the very end.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for stream in (sys.stdout, sys.stderr):
                os.dup2(nowhere, stream.fileno())
        raise SystemExit(0) from None
