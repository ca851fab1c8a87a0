"""Small programs that take the log on to other systems: copy them and change them (docs/outbox.md)."""
