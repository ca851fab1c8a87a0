"""The triggers by which the database refuses every change of the log: as migrations/ install them, and as each engine
then describes them, with runs of white space made one space. A log whose guards differ from these was open to changes.
"""

from collections.abc import Mapping

_APPEND_ONLY = "the log is append-only: correct or retract with a new event"
_NOT_NEXT = "an event goes to the next position of the log, under a new id"
_NOT_AFTER = "a batch comes after the one before it, under a new key"
_TREE = "the tree of the log and its checkpoints are append-only"
_REFUSED = {
    "event": _APPEND_ONLY,
    "batch": _APPEND_ONLY,
    "import_report": "the report of an import is never changed",
    "tree_hash": _TREE,
    "checkpoint": _TREE,
}
"""What SQLite says, by table. PostgreSQL has one function for all."""
_NEW = {
    "import_report": "first = NEW.first",
    "tree_hash": "level = NEW.level AND number = NEW.number",
    "checkpoint": "size = NEW.size",
}
"""What shows that a row is there already, for INSERT OR REPLACE, which deletes without asking."""
GUARDED = tuple(_REFUSED)
"""The tables that are never changed."""


def _sqlite() -> Mapping[str, str]:
    guards = {
        "event_next": "INSERT ON event WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)"
        f" OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{_NOT_NEXT}'); END",
        "batch_next": "INSERT ON batch WHEN NEW.first <= (SELECT coalesce(max(last), 0) FROM batch)"
        " OR NEW.last < NEW.first OR EXISTS (SELECT 1 FROM batch WHERE key = NEW.key AND recorded_by = NEW.recorded_by)"
        f" BEGIN SELECT RAISE(ABORT, '{_NOT_AFTER}'); END",
    }
    for table, there in _NEW.items():
        taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})"
        guards[f"{table}_new"] = f"INSERT ON {table} {taken} BEGIN SELECT RAISE(ABORT, '{_REFUSED[table]}'); END"
    for table, refused in _REFUSED.items():
        for act in ("UPDATE", "DELETE"):
            body = f"{act} ON {table} BEGIN SELECT RAISE(ABORT, '{refused}'); END"
            guards[f"{table}_no_{act.lower()}"] = body
    return {name: f"CREATE TRIGGER {name} BEFORE {body}" for name, body in guards.items()}


_RESTRICT = "USING ERRCODE = 'restrict_violation'"
_ALWAYS = "ENABLE A: BEGIN"


def _postgresql() -> Mapping[str, str]:
    guards = {
        f"{table}_append_only": f"DELETE OR UPDATE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION"
        f" log_is_append_only() {_ALWAYS} RAISE EXCEPTION '{_APPEND_ONLY}' {_RESTRICT}; END"
        for table in GUARDED
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
