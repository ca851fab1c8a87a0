"""The root of all questions."""

import strawberry

from api.graphql.roots.column_queries import ColumnQueries
from api.graphql.roots.control_queries import ControlQueries
from api.graphql.roots.number_queries import NumberQueries
from api.graphql.roots.register_queries import RegisterQueries


@strawberry.type
class Query(ControlQueries, ColumnQueries, NumberQueries, RegisterQueries):
    """Questions. All fields of one operation are answered at one position of the log: `extensions.position`.

    That is where the log ends; or, of an answer that no later event can change, the furthest position it asked for.
    """
