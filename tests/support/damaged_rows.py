"""Rows of the log changed behind its back, as somebody with the rights of the database could, or a failing disk."""

from tests.support import altered_logs

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
    altered_logs.tamper(url, f"UPDATE event SET {assignments} WHERE position = {position}")
