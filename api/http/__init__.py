"""The web application around GraphQL and OGC: pins, caching, bodies, headers, health, logs, auth."""
