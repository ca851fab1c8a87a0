"""Bytes to rows: decoding, CSV, JSON, dates."""
