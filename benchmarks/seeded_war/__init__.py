"""A seeded war of any size, as the lines that `timeline import` reads: the same numbers give the same bytes."""
