"""The head of the log in columns in memory, for servers: every period, place and actor, followed as the log grows.

An answer about the head is a pure function of what is here, so it needs no statement. The rules are those of the
stored periods, which the kernel reads; `docs/speed.md` says what it costs in memory.
"""
