"""Names that are sealed, used through every door, and looked for wherever they could have been left."""
