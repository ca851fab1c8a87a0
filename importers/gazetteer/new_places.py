"""Places of a list that nobody has registered: what they lie in, what their ids are, and the countries they imply."""

import re
from collections.abc import Iterable, Iterator

from domain.events import PlaceCode, PlaceName, PlaceRegistered
from domain.values.terms import PlaceKind
from importers.countries import Country, country, iso_name
from importers.gazetteer.place_listing import ListedPlace
from importers.gazetteer.place_matching import PlaceMatcher, place_slug

COUNTRY_ONLY = "COUNTRY_ONLY"
"""Repair: its province is not known, so it is registered in the country itself."""
IN_NOTHING = "IN_NOTHING"
"""Repair: nothing says where it lies, so it is registered without a parent."""


def registration(matcher: PlaceMatcher, listed: ListedPlace, parent: str | None, source: str | None) -> PlaceRegistered:
    """Raises ValidationError."""
    return PlaceRegistered.model_validate(
        {
            "type": PlaceRegistered.TYPE,
            "version": 1,
            "place": _id(matcher, listed, parent),
            "kind": listed.kind,
            "names": listed.names,
            "codes": (listed.code,) if listed.code else (),
            "parent": parent,
            "longitude": listed.longitude,
            "latitude": listed.latitude,
            "geometry": listed.geometry,
            "source": source,
        }
    )


def parent_of_new(matcher: PlaceMatcher, listed: ListedPlace) -> tuple[str | None, tuple[str, ...]]:
    """The parent for a new place, and repairs that say how it was chosen."""
    if listed.kind is PlaceKind.COUNTRY:
        return None, ()
    parent = matcher.parent(listed)
    if parent or listed.parents:
        return parent or matcher.within, ()
    container = matcher.container(listed)
    if listed.longitude is not None and listed.latitude is not None:
        around = matcher.record.around(listed.kind, listed.longitude, listed.latitude)
        if around and (container is None or container in matcher.record.above(around)):
            return around, ()
    if container is None:
        return None, (IN_NOTHING,)
    skips_province = (
        listed.kind in (PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT)
        and matcher.record.places[container].kind is PlaceKind.COUNTRY
    )
    return container, (COUNTRY_ONLY,) if skips_province and not matcher.within else ()


def missing_countries(matcher: PlaceMatcher, listing: Iterable[ListedPlace], registers: bool) -> Iterator[ListedPlace]:
    """Countries that a list of provinces names but has no row for, one by one: each may be registered in between."""
    for listed in listing:
        name = listed.parents[-1] if listed.parents else listed.country
        if not name or not registers or matcher.container(listed) or matcher.record.country(name):
            continue
        iso = country(name)
        if (listed.kind is not PlaceKind.PROVINCE and iso is None) or matcher.parent(listed):
            continue
        code = PlaceCode(scheme=listed.code.scheme, edition=listed.code.edition, code=name) if listed.code else None
        names = _names_of(iso) if iso else (PlaceName(text=name, preferred=True),)
        letters = iso.alpha2 if iso else _letters(listed, name)
        yield ListedPlace(listed.line, PlaceKind.COUNTRY, names, code, country=letters, is_named_only=True)


def _names_of(iso: Country) -> tuple[PlaceName, ...]:
    """The name in use, and that of ISO 3166-1 where it is another."""
    called = dict.fromkeys((iso.name, iso_name(iso)))
    return tuple(PlaceName(text=name, language="en", preferred=name == iso.name) for name in called)


def _letters(listed: ListedPlace, name: str) -> str:
    """What the ids of an unknown country begin with: the first two letters of its codes, or its name."""
    letters = re.match(r"[A-Za-z]{2}(?=\d)", listed.code.code if listed.code else "")
    return letters[0] if letters else name


def _id(matcher: PlaceMatcher, listed: ListedPlace, parent: str | None) -> str:
    """Readable: the country and the name, with the province in between where another place has the name."""
    above = matcher.record.above(parent) if parent else []
    iso = country(listed.country or "") or country(listed.name)
    is_country = listed.kind is PlaceKind.COUNTRY
    name = (iso.alpha2 if iso else listed.country or listed.name) if is_country else listed.name
    short = place_slug("-".join([*above[-1:], name]))
    long = place_slug("-".join([*above[:1], name]))
    unique = place_slug(f"{long}-{listed.code.code if listed.code else listed.line}")
    is_shared = matcher.name_counts[place_slug(name)] > 1
    ids = [long, unique] if is_shared else [short, long, unique]
    return next((id for id in ids if id and id not in matcher.record.places), "")
