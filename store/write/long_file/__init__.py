"""A file that is too long for one transaction: checked against one state of the log, then recorded part by part."""
