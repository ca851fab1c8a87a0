"""Files, tables, lists, maps and gazetteers into the log."""
