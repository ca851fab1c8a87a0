"""What the timeline means: events, dates, counts, standing, resolution. Pure: no I/O, no clock, no settings."""
