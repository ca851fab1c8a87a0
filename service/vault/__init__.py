"""The vault: what sealed values say, encrypted to a key that is kept offline, apart from every log."""
