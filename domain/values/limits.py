"""How large one event may be. Every limit of the domain is here, with its unit in its name."""

SLUG_CHARS_MAX = 100
EVENT_ID_CHARS_MAX = 200
NAME_CHARS_MAX = 300
NOTE_CHARS_MAX = 10_000
VERBATIM_CHARS_MAX = 500
URL_CHARS_MAX = 2_000
CREDIT_CHARS_MAX = 1_000
LIST_ITEMS_MAX = 500
# GraphQL's Int has 32 bits.
COUNT_MAX = 2**31 - 1
SPAN_BYTES_MAX = 2**31 - 1
GEOMETRY_CHARS_MAX = 400_000
EVENT_BYTES_MAX = 1_000_000
YEAR_MIN = 1800
YEAR_MAX = 2199
ANCESTORS_MAX = 32
POSITION_MAX = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 8259, section 6)."""
