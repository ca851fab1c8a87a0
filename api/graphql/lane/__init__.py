"""Questions about places compiled once into functions that write the bytes of the answer: docs/graphql-lane.md.

What is not covered is left to graphql-core, and so are all errors and warnings: both give the same bytes.
"""
