"""The server's connections: how many, how much each may send, and for how long each may keep the server waiting."""
