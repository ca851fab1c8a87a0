"""How much of a file is held at a time. Every limit of the importers is here, with its unit in its name.

How large one event may be is the domain's to say: `domain/values/limits.py`.
"""

OUTLINE_CORNERS_MAX = 3_000_000
"""Outlines are simplified together, or their borders would part. A corner takes 16 bytes, 200 while it is simplified:
measured 410 MB for 1.6 million."""
OUTLINE_NODES_MAX = 4_000_000
"""Of one outline while it is read: a million corners."""
BATCH_LINES_MAX = 5_000
BATCH_BYTES_MAX = 16_000_000
CHUNK_BYTES = 1_000_000
"""Of a line that is too long, what is read at a time to find its end."""
LINE_BYTES_MAX = 1_000_000
CELL_CHARS_MAX = 400_000
"""A polygon fits, and a quotation mark that is never closed does not take the rest of a file with it."""
OBJECT_NODES_MAX = 500_000
OBJECT_DEPTH_MAX = 40
LOOKED_AT_MAX = 100_000
"""Tokens at the beginning of a document, to find its lists."""
SHOWN_CHARS_MAX = 60
"""Of a cell, in a message."""
COLUMNS_SHOWN_MAX = 30
MATCHED_MAX = 1_000
"""Names among which the nearest to a slip is looked for."""
KEYS_KEPT_MAX = 500_000
"""Rows of one file that are remembered, to find one that stands twice: about 60 MB."""
DESCRIPTIONS_KEPT_MAX = 10_000
"""Of one file, to make one event of a description that stands in many rows: about 20 MB."""
SORT_ROWS_MAX = 20_000
"""Rows that are sorted in memory; more are sorted in parts, on the disk."""
SORT_PARTS_MAX = 50
"""Files that are read side by side; of more, one is made first. A process may have a few hundred open."""
CONFIRMED_PLACES_MAX = 500
SNAPSHOT_PLACES_MAX = 100_000
MAPPING_BYTES_MAX = 1_000_000
NOTES_SHOWN_MAX = 20
"""Of a report: places that vanished, and gaps."""
EXPORTED_LINE_BYTES_MAX = 5_000_000
"""Of a log: an event has a million characters at most, of four bytes each."""
