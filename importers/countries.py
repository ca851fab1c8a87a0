"""Countries by their codes (ISO 3166-1) and by the names that lists and data sets have for them.

`countries.txt` has the codes and the name in use, `country_names.txt` others with who calls the country so: ISO 3166-1
(iso), the United Nations in English, French and Spanish (un, un-fr, un-es; by datasets/country-codes, ODC-PDDL), the
UCDP GED codebook (ucdp), ACLED's list of countries (acled), and abbreviations in common use (other).
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from domain.gazetteer import names

_ISO = "iso"
_ARTICLE = re.compile(r"^the\s+|\s*\(the\)$", re.IGNORECASE)


class Country(NamedTuple):
    alpha2: str
    alpha3: str
    name: str
    """Short, in English."""


@lru_cache(10_000)
def country(code_or_name: str) -> Country | None:
    """The country that has this code of two or three letters, or is called so by any of the sources."""
    return _by_code_and_name().get(_key(code_or_name))


def iso_name(known: Country) -> str:
    """What ISO 3166-1 calls it: the Syrian Arab Republic, and not Syria."""
    return _iso_names().get(known.alpha2, known.name)


def _key(code_or_name: str) -> str:
    return names.normal(_ARTICLE.sub("", code_or_name.strip()))


@cache
def _by_code_and_name() -> dict[str, Country]:
    countries = [Country(*row) for row in _rows("countries.txt")]
    by_code = {known.alpha2: known for known in countries}
    keys = {_key(key): known for known in countries for key in known}
    return {_key(name): by_code[code] for code, _, name in _rows("country_names.txt")} | keys


@cache
def _iso_names() -> dict[str, str]:
    return {code: name for code, by, name in _rows("country_names.txt") if by == _ISO}


def _rows(file: str) -> list[list[str]]:
    """Two words and a name to a line."""
    text = files(__package__).joinpath(file).read_text("utf-8")
    return [line.split(" ", 2) for line in text.splitlines()]
