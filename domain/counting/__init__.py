"""Sums of people as bounds: which claims tell of the same people, and what a question may count of them."""
