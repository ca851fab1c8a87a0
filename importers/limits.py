"""How much of a file is held at a time. Every limit of the importers is here, with its unit in its name.

How large one event may be is the domain's to say: `domain/limits.py`.
"""

NUMBER_MAX = 1e12
FEATURE_COLLECTION_BYTES_MAX = 200_000_000
"""Outlines are simplified together, or their borders would part: such a file is held whole."""
BATCH_LINES_MAX = 5_000
BATCH_BYTES_MAX = 16_000_000
CHUNK_BYTES = 1_000_000
"""Of a line that is too long, what is read at a time to find its end."""
