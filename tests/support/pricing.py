"""What questions cost in a log of a given size."""

from functools import cache
from typing import Any

from graphql import GraphQLSchema, parse

from api.graphql import schema as schemas
from api.graphql.guard.cost import cost_of
from domain.control.aspects import Aspect
from store.read.log import Head
from store.read.log_sizes import LogSizes

CONTROL = {(None, None): 80_000, (None, "DISTRICT"): 80_000, ("c", None): 8_000, ("c", "DISTRICT"): 8_000}
SIZES = LogSizes(
    head=Head(100_000, None, 100_000),
    places={(None, None): 5_000, (None, "DISTRICT"): 4_900, ("c", None): 400, ("c", "DISTRICT"): 400},
    claims={Aspect.CONTROL: CONTROL, Aspect.STATUS: {}},
    claims_about={Aspect.CONTROL: {"c-big": 200, "c-small": 4}, Aspect.STATUS: {}},
    people={"CasualtiesReported": {0: 10, 2021: 1_000, 2022: 4_000}},
    reports_max=5_000,
)
"""A hundred thousand events about five thousand places, of which 400 are in c."""


def cost(query: str, sizes: LogSizes = SIZES, **variables: Any) -> int:
    return cost_of(schema(), parse(query), variables, sizes)


@cache
def schema() -> GraphQLSchema:
    return schemas.build()._schema
