"""The GraphQL schema and how it is asked over HTTP."""
