"""What a team would build instead: our own answers as plain rows behind other servers, and other stores of events."""
