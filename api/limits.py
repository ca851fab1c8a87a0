"""How much one request may ask. Every limit of the doors is here, with its unit in its name.

How large one event may be is the domain's to say: `domain/values/limits.py`.
"""

BODY_BYTES_MAX = 256 * 1024
"""Of a body and of a message over a WebSocket, unless the operator sets `body_bytes`."""
SMALL_BODY_BYTES_MAX = 16_000
"""What is no larger is taken however much is held already."""
HELD_BYTES_MAX = 64_000_000
"""Of larger bodies and messages that are in memory at one time, unless the operator sets `held_bytes`."""
JSON_DEPTH_MAX = 64
"""Deeper JSON is refused before anything walks it: a walk that calls itself would run out of stack."""
URL_BYTES_MAX = 32_000

HEAD_BYTES_MAX = 65_536
"""Of the address and the headers of a request."""
REQUEST_SECONDS_MAX = 10
"""How long the head of a request may take, and then its body, unless the operator sets `request_seconds`."""
SOCKETS_MAX = 1_000
"""Open at one time, unless the operator sets `sockets`."""
OTHER_FILES_MAX = 200
"""Files that a process has open beside its sockets, at most."""
PRESSED_SECONDS = 1
"""How long a request may take where all sockets are in use."""
PRESSED_PAUSE_S = 0.1
"""Between two looks for sockets to close."""
REQUESTS_AT_ONCE_MAX = 20
"""That one connection may send without waiting for answers."""
MESSAGES_AT_ONCE_MAX = 100
"""The same over a WebSocket."""
CLOSING_SECONDS_MAX = 2
"""How long a WebSocket that has been closed from here waits for the other side to close it too."""
SWEEP_SECONDS = 1
"""Between two looks at all connections."""

QUERY_CHARS_MAX = 200_000
QUERY_TOKENS_MAX = 5_000
QUERY_COMMENTS_MAX = 1_000
QUERY_DEPTH_MAX = 30
QUERY_COST_MAX = 500_000
"""In hundredths of a millisecond of processor time, or fields of the answer: the rule is in graphql/guard/cost.py."""
SAME_NAME_MAX = 50
"""Fields of one selection that are called the same: validation compares each with each."""
VALIDATION_COMPARISONS_MAX = 20_000
"""Of all fields of a query that may be one, those of fragments included: some forty milliseconds."""
HEAVY_COST_MIN = 2_000
"""What costs as much or more is answered on a loop of its own: some twenty milliseconds."""
WIDE_COST_MIN = 50_000
"""What costs as much or more waits for its turn there."""
LANE_HEAVY_COST_MIN = 20_000
"""What costs as much or more is answered by the compiled lane one at a time: some ten milliseconds each."""
LANE_PART_SECONDS = 0.01
"""How long a long list is written before others have a turn."""
ANSWER_SECONDS_MAX = 5
"""How long an answer may take. A mutation is not broken off."""
MIN_POSITION_SECONDS_MAX = 2
"""Of those, how long a question waits for the log to come to the position that it names as the least."""
MIN_POSITION_PAUSE_S = 0.02
"""Between two looks at the end of the log meanwhile."""
WHOLE_PAUSE_S = 1
"""Between two looks at whether the log of an audience, which is not answered from, has been filled."""
LIST_ITEMS_ASSUMED = 3
"""What a list without `first` counts for in that rule: alternatives of a place, names, codes."""

CLAIMS_SHOWN = 10
"""Claims under a state that are given where `first` is left out: a state may rest on thousands that repeat it."""

STEPS_MAX = 10_000
"""Days, weeks or months that a series or a replay may have: 27 years by day."""
CELLS_MAX = 100_000
"""That a sum of people may be broken down into: 34 provinces by day for eight years."""
ROWS_MAX = 50_000
"""Of a list of flat rows, which has no pages."""
COLUMN_VALUES_MAX = 2_000_000
"""Of an answer in columns, which has no pages: 250,000 places, or 20 years by day of 130 holders and levels."""
OUTLINE_CHARS_MAX = 10_000_000
"""Of all outlines in one answer in columns: 5,000 places with a hundred vertices each."""
PAGE_ITEMS_MAX = 1_000
BATCH_EVENTS_MAX = 1_000

FOLLOWED_EVENTS = 200
"""Events that a stream reads at a time."""
REPLAY_INTERVAL_MS_MAX = 60_000
SEND_SECONDS_MAX = 20
"""How long the receiver of a stream may take nothing."""
UNTAKEN_SECONDS_MAX = 45
"""How long a connection is kept whose receiver takes next to nothing: a stream has said by then why it ends."""
UNTAKEN_BYTES_MIN = 20_000
"""What is more than next to nothing in that time."""
SUBSCRIPTIONS_MAX = 300
"""Over SSE and WebSocket together, unless the operator sets `subscriptions`."""
CONNECTION_INIT_SECONDS_MAX = 10
"""How long a WebSocket may take to say `connection_init`."""
STREAMS_PER_SOCKET_MAX = 20
SHUTDOWN_SECONDS_MAX = 5
"""How long a server that stops waits for answers under way."""

BUDGETS_KEPT_MAX = 20_000
"""Callers whose budgets are kept; whoever has asked the longest ago is forgotten first."""
OPERATION_NAMES_MAX = 200
"""Names of operations that are counted each by itself: anybody can make up more."""

KEPT_BYTES_MAX = 64_000_000
"""Of answers that are kept in memory, with their compressed forms and what each is kept under."""
KEPT_ANSWER_BYTES_MAX = 8_000_000
"""Of one of them: a larger answer would push out many."""
READ_REQUESTS_MAX = 1_000
READ_BYTES_MAX = 4_000
"""Requests that need not be read again, and how long one of them may be."""
COMPRESSED_BYTES_MIN = 1_000
"""Shorter answers fit into one packet as they are."""
COMPRESSED_AT_ONCE_BYTES_MAX = 200_000
"""What is compressed in the thread of the event loop: 2 ms at most."""
ACCEPT_CHARS_MAX = 300
"""Of an Accept-Encoding header that is read."""
RESTART_PAUSE_S = 0.5
"""Before a worker that has died is started again."""
PERSISTED_QUERIES_MAX = 1_000
"""Queries that a server remembers by their SHA-256."""
PERSISTED_CHARS_MAX = 10_000_000
"""Of all of them together."""
DOCUMENTS_KEPT_MAX = 500
"""Queries that are not parsed and validated again when their text is sent again."""
DOCUMENT_CHARS_KEPT_MAX = 30_000
"""Of one of them; a longer text is parsed each time."""
DOCUMENTS_CHARS_KEPT_MAX = 300_000
"""Of all of them together: a parsed document takes some 200 bytes a character."""
LANE_BYTES_KEPT_MAX = 64_000_000
"""Of pieces of answers that the compiled lane keeps."""

FRESH_SECONDS_BY_TOKEN = 365 * 24 * 60 * 60
FRESH_SECONDS_BY_POSITION = 24 * 60 * 60
"""How long a cache keeps an answer without asking. A token names the rules of resolution; a position does not, and a
new release may change them: docs/http.md.
"""

STATEMENT_SECONDS_MAX = 5
ERRORS_SHOWN_MAX = 20
MESSAGE_CHARS_MAX = 500
