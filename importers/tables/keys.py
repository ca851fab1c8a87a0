"""What an event is about: the key under which the next edition of the same table has it again."""

import re
from datetime import datetime
from typing import Any

from domain.events import Event, identifiers, interchange, publication
from domain.events.references import PlaceByCode, PlaceByName
from domain.values import knowledge
from domain.values.limits import EVENT_ID_CHARS_MAX
from domain.values.text import encodable

_ABOUT = {
    "ControlChanged": ("place", "occurred", "gainer"),
    "ControlAsserted": ("place", "occurred"),
    "StatusReported": ("place", "occurred", "direction"),
    "MeasureReported": ("place", "measure", "occurred"),
    "TallyClaimed": ("within", "kind", "holder", "window", "occurred"),
    "PlaceRegistered": ("place",),
    "PlaceChanged": ("place",),
    "ActorRegistered": ("actor",),
    "SourceRegistered": ("source",),
}
"""By type. The key of any other type is a digest of all its content except the vintage."""
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
_READABLE_CHARS_MAX = 120
_DIGITS = 16
"""Of a digest in a key, hexadecimal."""
_ID_CHARS_MAX = EVENT_ID_CHARS_MAX - len(":20210801T123456.123456Z.0123abcd.gone")


def key_of(event: Event) -> str:
    """Without a colon: one separates the ids of corrections from the key."""
    about = _ABOUT.get(event.TYPE)
    if about is None:
        return digest(event)
    return key_from(part for name in about for part in _parts(getattr(event, name)))


def key_from(parts: Any, *, keep_empty: bool = False) -> str:
    """Readable where the parts are plain; made unique where something had to be left out of them.

    `keep_empty`: an empty part counts as left out too. What an event is about has its empty parts at the end.
    Raises FieldError for what is no text and can have no digest.
    """
    texts = [encodable(str(part)) for part in parts]
    plain = [_OTHER.sub("-", one).strip("-") for one in texts]
    readable = "/".join(one for one in plain if one)
    if plain == texts and len(readable) <= _READABLE_CHARS_MAX and (all(texts) or not keep_empty):
        return readable
    unique = identifiers.digest("\n".join(texts), _DIGITS)
    return f"{readable[:_READABLE_CHARS_MAX]}.{unique}".lstrip("./")


def bounded(id: str) -> str:
    """Short enough for an id, and for that of a correction of it; a long one is cut and made unique by a digest."""
    return id if len(id) <= _ID_CHARS_MAX else f"{id[: _ID_CHARS_MAX - 17]}.{identifiers.digest(id, _DIGITS)}"


def digest(event: Event) -> str:
    """Of all its content except id and vintage: short, and the same in every database."""
    return identifiers.digest(interchange.write(event.model_copy(update={"id": None, "published": None})), _DIGITS)


def vintage_digest(event: Event) -> str:
    """Of all its content except the id."""
    published = publication(event)
    known = published and knowledge.written(knowledge.published_by(published))
    return identifiers.digest(f"{digest(event)}\n{known}", _DIGITS)


def stamp(known: datetime) -> str:
    """The moment from which something is known, as it stands in an id: a day, or a moment without colons."""
    return re.sub("[:-]", "", text) if len(text := knowledge.written(known)) > len("2021-08-01") else text


def _parts(value: Any) -> list[str]:
    if isinstance(value, PlaceByCode):
        return [one for one in (value.scheme, value.edition, value.code) if one]
    if isinstance(value, PlaceByName):
        return [one for one in (value.within, value.kind, value.name) if one]
    return ["" if value is None else str(value)]
