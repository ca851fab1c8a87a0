"""What the application does, for every door: imports, exports, questions. Doors translate; this decides."""
