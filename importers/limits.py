"""How much of a file is held at a time. Every limit of the importers is here, with its unit in its name.

How large one event may be is the domain's to say: `domain/values/limits.py`.
"""

OUTLINE_CORNERS_MAX = 250_000
"""Outlines are simplified together, or their borders would part. A corner takes 16 bytes, 200 while it is simplified:
measured 60 MB for so many. Who has the memory says with `--corners` that there may be more."""
OUTLINE_NODES_MAX = 1_000_000
"""Of one outline while it is read: as many corners."""
ONE_TRANSACTION_BYTES = 1_000_000
"""A longer file of events is recorded in parts, so that others can write in between: about 5,000 events."""
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
SPELLINGS_KEPT_MAX = 5_000
"""Names of places of one file that are remembered, to tell which are spelt otherwise than on record."""
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
ARCHIVE_MEMBERS_MAX = 10_000
ARCHIVE_MEMBER_BYTES_MAX = 2_000_000_000
"""Of a part that is streamed, unfolded."""
ARCHIVE_HELD_BYTES_MAX = 11_000_000
"""Of a part that is held in memory: the words of a workbook. Measured: 160 MB for 29 MB of them."""
ARCHIVE_RATIO_MAX = 200
"""How many times larger than in the archive: sheets unfold to 10 or 30 times, bombs to 1,000."""
ARCHIVE_RATIO_FROM_BYTES = 50_000_000
"""Smaller parts may unfold as they like."""
SHEET_ROWS_MAX = 1_048_576
"""Excel has no more."""
SHEETS_SHOWN_MAX = 20
FEATURES_READ_AT_ONCE = 500
ROW_GROUP_BYTES_MAX = 125_000_000
"""Of Parquet, unfolded: half of that is in memory while its rows are read."""
KML_BYTES_MAX = 11_000_000
"""Its reader holds it as a whole, and takes 55 MB for 10."""
TOPOJSON_BYTES_MAX = 4_000_000
"""The same, at 16 bytes for one."""
EXPORTED_LINE_BYTES_MAX = 5_000_000
"""Of a log: an event has a million characters at most, of four bytes each."""
