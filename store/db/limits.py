"""Every limit of the store, with its unit in its name."""

BATCH_EVENTS_MAX = 5_000
KEY_CHARS_MAX = 200
PROBLEMS_MAX = 100
CANDIDATES_MAX = 10
CANDIDATES_SHOWN = 5
CANDIDATES_RANKED = 50
"""Of an unknown name, before `within` and `kind` narrow them."""
NAMES_EXPLAINED_MAX = 20
"""Unknown names of a batch for which candidates are searched."""
NAMES_KEPT_MAX = 200_000
GAZETTEERS_KEPT_MAX = 64
"""What is kept in memory for resolvePlace, of one database. A name takes about half a kilobyte."""
REGISTERS_KEPT_MAX = 6
"""Of the indexes by which names of places, actors and sources are searched while they are typed, of one database."""
NEAREST_MAX = 3
"""Ids that are suggested for an unknown one."""
NEIGHBOURS = 50
"""Ids of events before and after an unknown one, among which the nearest are looked for."""
READ_CONNECTIONS = 8
TWIN_CONNECTIONS = 4
"""To read through, of a loop that answers what takes long."""
PRIMARY_CONNECTIONS = 4
"""To read through at the primary, where a standby is read otherwise: for tokens, and for who writes."""
PRIMARY_ANSWER_S = 2.0
"""How long a look at the primary waits, where a standby could answer instead."""
PRIMARY_PAUSE_S = 5.0
"""How long after such a wait the primary is not asked again."""
WRITE_CONNECTIONS = 4
"""PostgreSQL only; they queue for one lock. SQLite has one."""
STATEMENT_TIMEOUT_S = 10.0
WRITE_TIMEOUT_S = 60.0
"""For one statement of a writer, the wait for the lock of the log included."""
CONNECT_TIMEOUT_S = 10.0
SQLITE_STEPS_PER_CHECK = 20_000
"""Virtual machine steps between two looks at the clock: well under a millisecond."""
BUSY_PAUSE_S = 0.01
"""Between two attempts to look at an SQLite file that is locked for a moment."""
CHUNK_SHARED_S = 0.5
CHUNKS_SHARED_MAX = 16
"""How long, and how many at most, chunks of events are kept for other followers."""
WRITER_WAIT_S = 10.0
"""How long an append waits for the process that writes, while that is started again."""
APPEND_LINE_BYTES_MAX = 64_000_000
"""Of one batch on its way to that process: eight megabytes of text, each character escaped."""
EMBARGO_MARGIN_S = 60
"""So long before it ends, an embargo can no longer be moved."""
GIVEN_AT_A_TIME = 200
"""Events that the log of an audience is given while its server answers: nobody waits for their texts to be read."""
GIVEN_AT_ONCE = 5_000
"""Events that a new log of an audience is given in one transaction: their places are folded once."""
CHUNK_EVENTS = 1_000
VERIFY_STATEMENT_TIMEOUT_S = 3_600.0
"""For one statement of a verification or a backup: an index of millions of rows is checked by one."""
VERIFIED_AT_ONCE = 4_000
"""Events that are held in memory to be verified."""
VERIFIED_IN_A_PROCESS = 1_000
VERIFY_COST = 4
"""Of one event, in hundredths of a millisecond."""
REBUILT_AT_ONCE = 4_000
"""Events of the log: some 20 MB."""
CHUNK_PLACES = 1_000
FOLDED_AT_ONCE_CLAIMS = 4_000
"""At the end of a long import: about half a second in which nobody else can write."""
FOLDED_ON_CLAIMS = 500
"""A place that has so many claims is folded from where what is new may change it, if that can be told. Of a smaller one
what would have to be looked at is most of it.
"""
CLAIMS_KEPT = 20_000
"""Of places with many claims, as the fold reads them: some 30 MB."""
REFOLD_CLAIMS_MAX = 200_000
"""Standing claims about the places that one append touches: some 20 seconds in which nobody else can write."""
DRY_RUN_CLAIMS_MAX = 20_000
"""Claims about the places that a dry run looks at: each is folded twice, some four seconds that two processes share."""
SUMS_TRIED_MAX = 10
"""Questions about people whose answers a dry run shows: each adds up the claims of its days twice."""
LONG_WORK_COST = 5_000
"""Hundredths of a millisecond. What takes less is not handed to another process."""
PART_CLAIMS = 500
"""Handed to a process at a time."""
FOLD_COST = 40
"""Of one claim, in hundredths of a millisecond."""
GROUP_APPENDS_MAX = 64
"""Waiting appends that share a transaction."""
GROUP_PLACES_MAX = 200
"""Once the appends of a transaction have touched more places than this, those that still wait get the next one."""
CHUNK_CLAIMS = 20_000
"""Claims that are folded at a time, about 30 MB."""
POLL_S = 0.2
"""Between two looks at the head of an SQLite log that has followers."""
UNHEARD_S = 5.0
"""How long a follower on PostgreSQL waits for a notification before it looks for itself."""
RECONNECT_S = 1.0
