"""What can be asked for again by its id alone, as Relay's clients do: https://relay.dev/graphql/objectidentification.htm."""

import strawberry


@strawberry.interface
class Node:
    """Anything with an id by which `node` gives it again."""

    id: strawberry.ID = strawberry.field(description="Id by which `node` gives it again.")
