"""The heart: from claims about who holds a place to its state on a day, and why."""
