"""What a person is asked about a table that no mapping describes, and the mapping that the answers make."""
