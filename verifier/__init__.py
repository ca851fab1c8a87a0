"""Checks exports, proofs and checkpoints of a timeline offline. It shares no code with the program that makes them."""
