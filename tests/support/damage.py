"""Rows of the log changed behind its back, as somebody with the rights of the database could, or a failing disk."""

import sqlite3
from contextlib import closing

from sqlalchemy.engine import make_url

from tests.support import postgres

KINDS = {
    "another text": "payload = '{}'",
    "cut off": "payload = substr(payload, 1, 40)",
    "one letter": "payload = replace(payload, 'taliban', 'talibaN')",
    "another digest": f"sha256 = '{'0' * 64}'",
}
"""What can be done to a row, as the assignments of an UPDATE."""
UNKNOWN_TYPE = '{"type":"WarEnded","version":1,"id":"x"}'


def tamper(url: str, position: int, assignments: str) -> None:
    """Set columns of the event at a position, whatever the triggers say."""
    update = f"UPDATE event SET {assignments} WHERE position = {position}"
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        trigger = "TRIGGER event_append_only"
        postgres.execute(
            address, f"ALTER TABLE event DISABLE {trigger}", update, f"ALTER TABLE event ENABLE ALWAYS {trigger}"
        )
        return
    with closing(sqlite3.connect(str(address.database))) as connection, connection:
        [(trigger,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'event_no_update'").fetchall()
        for statement in ("DROP TRIGGER event_no_update", update, trigger):
            connection.execute(statement)
