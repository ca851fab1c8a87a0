"""Actors, as the world has them."""

from api.graphql.lane.compiling import Compiler, Selected, Writer, object_of


def actor_writer(compiler: Compiler, selected: Selected) -> Writer:
    """Writes the actor with an id; null for None, and for an id that nobody is registered under."""
    write = object_of(compiler, selected, {})
    return lambda run, id: write(run, run.world.actors.get(id))
