"""The triggers by which the database refuses every change of the log: as migrations/ install them, and as each engine
then describes them, with runs of white space made one space. A log whose guards differ from these was open to changes.
"""

from collections.abc import Mapping

_REFUSED = "the log is append-only: correct or retract with a new event"
_NOT_NEXT = "an event goes to the next position of the log, under a new id"
_NOT_AFTER = "a batch comes after the one before it, under a new key"
_REPORT = "the report of an import is never changed"


def _sqlite() -> Mapping[str, str]:
    guards = {
        "event_next": "INSERT ON event WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)"
        f" OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{_NOT_NEXT}'); END",
        "batch_next": "INSERT ON batch WHEN NEW.first <= (SELECT coalesce(max(last), 0) FROM batch)"
        " OR NEW.last < NEW.first OR EXISTS (SELECT 1 FROM batch WHERE key = NEW.key)"
        f" BEGIN SELECT RAISE(ABORT, '{_NOT_AFTER}'); END",
        "import_report_new": "INSERT ON import_report WHEN EXISTS (SELECT 1 FROM import_report"
        f" WHERE first = NEW.first) BEGIN SELECT RAISE(ABORT, '{_REPORT}'); END",
    }
    for table, refused in (("event", _REFUSED), ("batch", _REFUSED), ("import_report", _REPORT)):
        for act in ("UPDATE", "DELETE"):
            body = f"{act} ON {table} BEGIN SELECT RAISE(ABORT, '{refused}'); END"
            guards[f"{table}_no_{act.lower()}"] = body
    return {name: f"CREATE TRIGGER {name} BEFORE {body}" for name, body in guards.items()}


_RESTRICT = "USING ERRCODE = 'restrict_violation'"
_ALWAYS = "ENABLE A: BEGIN"


def _postgresql() -> Mapping[str, str]:
    guards = {
        f"{table}_append_only": f"DELETE OR UPDATE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION"
        f" log_is_append_only() {_ALWAYS} RAISE EXCEPTION '{_REFUSED}' {_RESTRICT}; END"
        for table in ("event", "batch", "import_report")
    }
    guards["event_next"] = (
        f"INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_is_next() {_ALWAYS}"
        " IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM event) THEN"
        f" RAISE EXCEPTION '{_NOT_NEXT}' {_RESTRICT}; END IF; RETURN NEW; END"
    )
    guards["batch_next"] = (
        f"INSERT ON batch FOR EACH ROW EXECUTE FUNCTION batch_is_next() {_ALWAYS}"
        " IF NEW.first <= (SELECT coalesce(max(last), 0) FROM batch) OR NEW.last < NEW.first THEN"
        f" RAISE EXCEPTION '{_NOT_AFTER}' {_RESTRICT}; END IF; RETURN NEW; END"
    )
    return {name: f"CREATE TRIGGER {name} BEFORE {body}" for name, body in guards.items()}


GUARDS: Mapping[str, Mapping[str, str]] = {"sqlite": _sqlite(), "postgresql": _postgresql()}
"""The definition of each trigger by its name, for each engine by the name of its dialect."""
