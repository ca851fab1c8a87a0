"""Outlines of the sample's provinces and districts, from geoBoundaries: `__main__.py` says how they are made."""
