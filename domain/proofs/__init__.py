"""Proofs that the log is the one that was published: hashes of RFC 6962 over events as they were recorded."""
