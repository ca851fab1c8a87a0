"""What was measured as a table: figures, ratios, goals, and on which machine."""
