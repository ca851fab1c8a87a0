"""Which places a question is about: the conditions and filters that every reader of places shares."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select

from domain.gazetteer import names
from domain.values.terms import PlaceKind
from store.db import tables
from store.db.columns import describes, in_force, listed
from store.read import place_tree

_VERSION = tables.place_version.c


class Edition(NamedTuple):
    """One edition of a scheme of codes: a gazetteer among others."""

    scheme: str
    edition: str


def selection(
    *columns: Any,
    position: int | None,
    ids: Iterable[str] | None = None,
    within: str | None = None,
    kind: PlaceKind | None = None,
    on: date | None = None,
    day: date | None = None,
    parent: str | None = None,
    edition: Edition | None = None,
) -> Select[Any]:
    """The places described at a position of the log that pass every filter given, in order of id.

    `day` is the civil day of the descriptions; `on` is the same, and leaves out places that do not exist on it. With
    neither, each place is as described last.
    """
    day = day or on
    wanted = select(*columns).where(describes(tables.place_version, position, day)).order_by(_VERSION.place)
    if ids is not None:
        wanted = wanted.where(_VERSION.place.in_(listed(ids)))
    if within is not None:
        wanted = wanted.where(_VERSION.place.in_(select(place_tree.below(within, position, day).c.place)))
    if kind is not None:
        wanted = wanted.where(_VERSION.kind == kind)
    if edition is not None:
        wanted = wanted.where(in_edition(edition, position))
    if parent is not None:
        wanted = wanted.where(_VERSION.parent == parent)
    if on is not None:
        wanted = wanted.where(
            or_(_VERSION.exists_from.is_(None), _VERSION.exists_from <= on),
            or_(_VERSION.exists_to.is_(None), _VERSION.exists_to > on),
        )
    return wanted


def is_called(name: str, position: int | None) -> Any:
    """Whether one name of a place is the same but for script, case, accents and punctuation."""
    called = select(tables.place_name.c.position).where(tables.place_name.c.normal == names.normal(name))
    return described_by(called, position)


def in_edition(edition: Edition, position: int | None) -> Any:
    """Whether a place has a code in this edition."""
    coded = tables.place_code.c
    listing = select(coded.position).where(coded.scheme == edition.scheme, coded.edition == edition.edition)
    return described_by(listing, position)


def described_by(versions: Select[Any], position: int | None) -> Any:
    """Whether any description in force of a place is among these: a place is also found by its old codes and names."""
    version = tables.place_version.alias("ever")
    found = select(version.c.place).where(version.c.position.in_(versions), in_force(version, position))
    return _VERSION.place.in_(found)
