"""The root of all questions."""

import strawberry

from api.graphql.roots.control_queries import ControlQueries
from api.graphql.roots.number_queries import NumberQueries
from api.graphql.roots.register_queries import RegisterQueries


@strawberry.type
class Query(ControlQueries, NumberQueries, RegisterQueries):
    """Reading. All fields of one query are answered at one position of the log: `extensions.position`.

    That is where the log ends; or, of an answer that no later event can change, the furthest position it asked for.
    """
