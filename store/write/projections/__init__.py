"""What each append derives from the log, and a rebuild derives again: one module for each projection."""
