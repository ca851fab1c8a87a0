"""What can go wrong between us and the database: a closed family, each with a stable code and a remedy.

What the drivers raise becomes one of these in driver_errors.py.
"""


class StoreError(Exception):
    """The database failed or refused. Nothing of the statement or the batch was stored, unless its class says so."""

    code = "STORE"
    remedy = ""
    position: int | None = None
    """The event that it is about, where it is about one."""

    def __init__(self, detail: str = ""):
        self.message = ": ".join(filter(None, (detail, self.remedy)))
        super().__init__(self.message)


class BadDatabaseUrl(StoreError):
    code = "BAD_DATABASE_URL"
    remedy = "give sqlite:///FILE or postgresql://USER@HOST/DATABASE"


class DatabaseUnreachable(StoreError):
    code = "DATABASE_UNREACHABLE"
    remedy = "the database cannot be reached: check that it runs, and its address, name and password"


class DatabaseNotOpened(DatabaseUnreachable):
    code = "DATABASE_NOT_OPENED"
    remedy = "the file of the database cannot be opened: check that its folder is there, and the rights on both"


class DatabaseBusy(StoreError):
    code = "DATABASE_BUSY"
    remedy = "another writer or too many readers hold the database: try again"


class DatabaseReadOnly(StoreError):
    code = "DATABASE_READ_ONLY"
    remedy = "the database cannot be written to: check the rights on its file and folder, or use the primary server"


class DatabaseFull(StoreError):
    code = "DATABASE_FULL"
    remedy = "the disk of the database is full: make room and try again"


class DatabaseIo(StoreError):
    code = "DATABASE_IO"
    remedy = "the disk of the database failed to read or to write: look at the disk and at the log of its machine"


class DatabaseForbidden(StoreError):
    code = "DATABASE_FORBIDDEN"
    remedy = "the database does not allow that: give its role the rights on its tables, or the server those on its file"


class NotAStandby(StoreError):
    """The database that is to be read from does not follow the one that is written to."""

    code = "NOT_A_STANDBY"
    remedy = (
        "TIMELINE_READ_DATABASE_URL names a streaming standby of the database of TIMELINE_DATABASE_URL; leave it out "
        "to read where is written to, and after a failover give the new primary as TIMELINE_DATABASE_URL"
    )


class DatabaseDamaged(StoreError):
    code = "DATABASE_DAMAGED"
    remedy = "the file is damaged or no database: restore it from a copy or from an export"


class AudiencesMissing(StoreError):
    code = "AUDIENCES_MISSING"
    remedy = (
        "not everybody may open everything in this log: set TIMELINE_PUBLIC_DATABASE_URL to the database of what "
        "everybody may open (docs/visibility.md)"
    )


class NotAnAudience(StoreError):
    code = "NOT_AN_AUDIENCE"
    remedy = (
        "this database has events that no record has given to it: name an empty one for the audience, and check that "
        "the settings are not the wrong way round"
    )


class AudienceNotFilled(StoreError):
    """The log that somebody reads is not known to have what it was given: it was lost, or is an older copy."""

    code = "AUDIENCE_NOT_FILLED"
    remedy = (
        "the log that you read is not known to be whole: it is filled as soon as its database, and that which it is "
        "filled from, answer: ask again later"
    )


class OutcomeUnknown(StoreError):
    """The database failed while it committed, or nobody heard what it answered: what was sent may be stored or not."""

    code = "OUTCOME_UNKNOWN"
    remedy = (
        "it is not known whether this was recorded: send the same again under the same idempotency key, or load the "
        "same file again, and it is recorded once"
    )


class RecordedUnread(StoreError):
    """The batch that ends at `position` is recorded; what failed came afterwards, and `cause` is its code."""

    code = "RECORDED_UNREAD"
    remedy = "sent again under the same idempotency key it is not recorded twice"

    def __init__(self, position: int, cause: str, why: str):
        self.position, self.cause = position, cause
        super().__init__(f"recorded, up to position {position}, but the answer could not be read ({why})")


class DamagedRow(StoreError):
    """What the log has at `position` is no longer what was recorded there. Nothing was wrong with the question."""

    code = "DAMAGED_ROW"
    remedy = (
        "the database was changed from outside, or its disk fails: restore it from a backup or an export made before "
        "that. Events at other positions can be read"
    )

    def __init__(self, position: int, what: str):
        self.position = position
        super().__init__(f"the event at position {position} {what}")


class DamagedProjection(StoreError):
    """A row that is derived from the log cannot be read. The log itself is as it was."""

    code = "DAMAGED_PROJECTION"
    remedy = (
        "a row that was derived from the log cannot be read: run `timeline rebuild`, which derives all of them anew"
    )


class MigrationNeeded(StoreError):
    code = "MIGRATION_NEEDED"
    remedy = "the tables are missing or old: run `timeline migrate`, or `timeline serve`, which migrates at its start"


class SchemaTooNew(StoreError):
    code = "SCHEMA_TOO_NEW"
    remedy = "the tables are of a newer version of the program: use that one"


class StatementTimeout(StoreError):
    code = "STATEMENT_TIMEOUT"
    remedy = "it took longer than the statement timeout: ask for fewer places, or raise the timeout"
