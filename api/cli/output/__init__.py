"""How the command line prints: for people, as CSV, as JSON."""
