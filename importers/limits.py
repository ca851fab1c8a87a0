"""How much of a file is held at a time. Every limit of the importers is here, with its unit in its name.

How large one event may be is the domain's to say: `domain/limits.py`.
"""

BATCH_LINES_MAX = 5_000
BATCH_BYTES_MAX = 16_000_000
CHUNK_BYTES = 1_000_000
"""Of a line that is too long, what is read at a time to find its end."""
