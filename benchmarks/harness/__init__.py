"""Servers that are measured, a client that costs little, processor time of whole families of processes, and rounds."""
