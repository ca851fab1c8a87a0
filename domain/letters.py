"""The letters of names: which sound each has in Arabic and Cyrillic script, and which groups of Latin letters are one.

One letter stands for one sound. Capitals are the sounds that Latin letters write with two: C ch, S sh, J j and zh,
X kh. H and W are the h and w of Arabic script: beside another letter that h makes no "sh", and that w may be a vowel.
"""

import re

_ARABIC = {
    "b": "ب", "p": "پ", "t": "تټٹطةث", "s": "سصڅ", "S": "شښ", "J": "جژږ", "C": "چ", "z": "ذضظزځ", "H": "حهہھەۀ",
    "X": "خ", "d": "دډڈ", "r": "رړڑ", "g": "غگګ", "k": "قكک", "l": "ل", "m": "م", "n": "نڼں", "f": "ف", "W": "وؤ",
    "y": "ىیيېۍئے", "a": "اآأإ", "": "ءعٔ\u200c",
}  # fmt: skip
_CYRILLIC = {
    "a": "аоәө", "b": "б", "w": "вў", "g": "гґғ", "d": "д", "i": "еиіїэыёӣ", "J": "жҷ", "z": "з", "y": "йј", "k": "кқ",
    "l": "л", "m": "м", "n": "нң", "p": "п", "r": "р", "s": "сц", "t": "т", "u": "уүұӯ", "f": "ф", "X": "х", "h": "ҳһ",
    "C": "ч", "S": "шщ", "yu": "ю", "ya": "я", "yi": "є", "": "ьъ",
}  # fmt: skip
_LATIN = {"C": "čç", "S": "š", "J": "žĝżǰ", "g": "ġğǧ", "X": "ẖḵḫĥ", "a": "əå", "i": "ı", "": "`'‘’ʻʼʿʾˈʹ´"}
SCRIPTS = str.maketrans(
    {
        letter: sound
        for script in (_ARABIC, _CYRILLIC, _LATIN)
        for sound, letters in script.items()
        for letter in letters
    }
)
JOINTS = [
    (re.compile(r"\bع"), "ا"),
    (re.compile("дж"), "ҷ"),
    (re.compile("s\u0304"), "š"),
    (re.compile("c\u0304"), "č"),
]
"""Before letters are read one by one. An ʿayn at the beginning carries a vowel."""


def _rules(*rules: tuple[str, str]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), letter) for pattern, letter in rules]


GROUPS = _rules(
    ("tsh|tch|ch", "C"), ("sch|sh", "S"), ("dzh|dj|zh|dJ", "J"), ("kh|x", "X"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("ck|q", "k"), ("c", "C"), ("ts|tz", "s"), ("dh", "d"), ("j", "J"), ("v", "w"), ("(?<=.)H$", "a"),
    ("H", "h"), ("X[wW]", "X"), ("(?<=.)W", "u"), ("W", "w"),
)  # fmt: skip
"""In this order. Xw is one sound: Khwaja is Khoja."""
VOWELS = _rules(
    ("oo|ou|uw|au|[ao]w(?![aeiou])", "u"), ("ee", "i"), ("[ae][yi](?![aeiou])", "ai"), ("[aei]h$", "a"), ("o", "a"),
    ("[ei]y?", "i"),
)  # fmt: skip
JOINING = {"e", "i", "ye", "yi", "y", "ya", "wa", "va", "o", "al", "el", "az"}
"""Ezafe and other words between two words of a name, as they are written apart."""
KINDS = (
    "district province city town village raion rayon oblast misto gorod nohiya "
    "wuluswali woluswali wuleswali woleswali uluswali oluswali uleswali vulusvali vulesvali olusvali ulusvali "
    "alaqahdari alaqadari alakadari hukumat hukumati hokumat hokumati khukumat khukumati markaz qaryeh qarya "
    "ولسوالی ولسوالي علاقهداری علاقه داری داري حكومت حکومت حکومتی مرکز قریه "
    "район Вулусвали Алакахдари Алақахдари Хукумат Хукумати"
)
"""Words for what a place is; beside a name of its own they tell nothing of which place it is."""
