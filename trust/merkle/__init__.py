"""What the trials of proofs are made of: a log, lies about it, and files of any length."""
