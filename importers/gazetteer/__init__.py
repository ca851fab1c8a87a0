"""Lists of places and outlines into places."""
