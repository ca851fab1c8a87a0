"""GraphQL over HTTP, WebSocket and server-sent events, and what caches may keep."""
