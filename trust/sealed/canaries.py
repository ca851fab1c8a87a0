"""Twelve texts that would give somebody away, and every form in which a program may write one down."""

import html
import json
import unicodedata
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from anyascii import anyascii

CANARIES = (
    "Gulbadin Sarwari Canary",
    "Nāhīd Qāderī-ye Qanārī",
    "نجیب‌الله قناری زاده",
    "Оксана Канаренко-Вільха",
    "李金丝雀·暗号",
    "Zoë O’Brien-Çanar & Sons <desk>",
    "+93 70 555 0142 377",
    "oksana.canary+tip@mail.example",
    "https://t.me/canary_kunduz_7731",
    "seen from the pharmacy opposite the canary market, second floor",
    "Unit 4471-K, Sgt. “Canary” Marwan",
    "שרה קנרית 4471",
)


def forms(text: str) -> set[bytes]:
    """As text in several encodings, composed and decomposed, escaped, packed into digits, and as indexes have it."""
    written = {unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
    latin = {anyascii(each) for each in written}
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    plain = {each.encode(encoding) for each in written for encoding in encodings}
    words = {each.encode() for each in latin | {each.casefold() for each in written | latin}}
    escaped = {each.encode() for text in written for each in _escaped(text)}
    return plain | words | escaped | {form for each in written for form in _packed(each.encode())}


def _escaped(text: str) -> Iterator[str]:
    in_json = json.dumps(text)[1:-1]
    yield from (in_json, json.dumps(in_json)[1:-1], html.escape(text), html.escape(text, quote=False))
    yield from (quote(text, safe=""), quote(text), quote_plus(text))
    yield from (quote(text, safe="").lower(), quote_plus(text).lower())


def _packed(raw: bytes) -> Iterator[bytes]:
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    # In base64 a text reads otherwise by where it begins; its first and last letters hang on what is beside it.
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(bytes(before) + raw)[4 if before else 0 : -4]
