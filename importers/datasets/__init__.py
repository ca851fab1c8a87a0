"""Readers for data sets with known columns: ACLED, UCDP GED."""
