"""The types of the GraphQL schema. Enums come first: they give the domain's terms their GraphQL names."""

from api.graphql.types import enums

__all__ = ["enums"]
