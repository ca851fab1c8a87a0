"""Facts and reasons of the domain in English, for every door."""
