"""The log held against itself: every stored digest, column, position, batch and guard, and the projections."""
