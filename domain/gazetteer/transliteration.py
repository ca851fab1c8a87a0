"""The letters of names: which sound each has, and which groups of Latin letters are one sound.

One letter stands for one sound. Capitals are the sounds that Latin letters write with two: C ch, S sh, J j and zh,
X kh, T ts. H and W are the h and w of Arabic script: beside another letter that h makes no "sh", and that w may be a
vowel.

A name is read in two ways, because a script does not say whose it is: ض is a z in Kabul and a d in Aleppo, г is a g in
Moscow and an h in Kyiv, j is the j of Jaghori and the y of Jalta. After the tables of BGN/PCGN for Persian (1958),
Arabic (1956), Russian (1947) and Ukrainian (2019), ISO 9 for Cyrillic, and how Polish, Czech and Turkish are spelt.
"""

import re

_ARABIC = {
    "b": "ب", "p": "پ", "t": "تټٹطةث", "s": "سص", "S": "شښ", "J": "جژږ", "C": "چ", "T": "څ", "z": "ذضظزځ",
    "H": "حهہھەۀ", "X": "خ", "d": "دډڈ", "r": "رړڑ", "g": "غگګڭ", "k": "قكکڪ", "l": "لڵ", "m": "م", "n": "نڼں",
    "f": "ف", "v": "ڤ", "W": "وؤۆۇ", "y": "ىیيېۍئےێ", "a": "اآأإٱ", "": "ءعٔ\u200c\u0640",
}  # fmt: skip
_CYRILLIC = {
    "a": "аә", "o": "оө", "b": "б", "v": "в", "w": "ў", "g": "гґғ", "d": "д", "e": "еэ", "i": "иіыӣ", "J": "жҷ",
    "z": "з", "y": "йј", "k": "кқ", "l": "л", "m": "м", "n": "нң", "p": "п", "r": "р", "s": "с", "t": "т",
    "u": "уүұӯ", "f": "ф", "X": "х", "h": "ҳһ", "C": "ч", "S": "шщ", "T": "ц",
    "yu": "ю", "ya": "я", "ye": "є", "yi": "ї", "yo": "ё", "": "ьъ",
}  # fmt: skip
_LATIN = {
    "C": "čç", "S": "š", "J": "žĝżźǰ", "g": "ġğǧ", "X": "ẖḵḫĥ", "a": "ə", "i": "ı", "": "`'‘’ʻʼʿʾˈʹ´ʺ",
}  # fmt: skip
_HERE = [_ARABIC, _CYRILLIC, _LATIN]
_THERE = [{"d": "ض", "z": "ذظ", "s": "ث", "H": "ة", "a": "ى", "h": "г", "w": "ł"}]


def _table(*scripts: dict[str, str]) -> dict[int, str]:
    return {ord(letter): sound for script in scripts for sound, letters in script.items() for letter in letters}


class Rules:
    """Patterns, each with what stands for it: of those that fit at a letter, the first."""

    def __init__(self, *rules: tuple[str, str]):
        self._pattern = re.compile("|".join(f"({pattern})" for pattern, _ in rules))
        self._put = ["", *(put for _, put in rules)]

    def __call__(self, text: str) -> str:
        return self._pattern.sub(lambda match: self._put[match.lastindex or 0], text)


SCRIPTS = _table(*_HERE), _table(*_HERE, *_THERE)
"""Of each way of reading, for `str.translate`."""
_JOINTS = (r"\bع", "ا"), ("дж", "ҷ"), ("s\u0304", "š"), ("c\u0304", "č")
JOINTS = Rules(*_JOINTS), Rules((r"\b[وب]?ال(?=\w\w)", ""), *_JOINTS)
"""Before letters are read one by one. An ʿayn that begins a word carries a vowel; ال is the article."""
ARABIC = Rules(("(?<=.)H$", "ah"), ("H", "h"), ("X[wWv]", "X"), ("(?<=.)W", "u"), ("W", "w"))
_LATIN_GROUPS = (
    ("shch|schtsch|stsh|szcz|SC", "S"), ("tsh|tsch|tch", "C"), ("sch|sh", "S"), ("ch", "C"), ("dzh|dj|zh|dJ|j", "J"),
    ("(?:kh|x|X)[wv]?", "X"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts|tz", "T"), ("dh", "d"), ("ck|q|c", "k"),
)  # fmt: skip
_SLAVIC_GROUPS = ("ch", "X"), ("sz", "S"), ("cz", "C"), ("rz", "J"), ("w", "v"), ("j", "y"), ("ck", "k"), ("c", "T")
LATIN = (
    Rules(*_LATIN_GROUPS),
    Rules(*_LATIN_GROUPS[:3], *_SLAVIC_GROUPS, *_LATIN_GROUPS[4:]),
)
"""Of each way of reading. Xw is one sound: Khwaja is Khoja. In the second, Polish and Czech come first."""
VOWELS = Rules(("oo|ou|uw|au|[ao]w(?![aeiou])", "u"), ("ee", "i"), ("[ae][yi](?![aeiou])", "ai"), ("iy", "i"))
ARTICLES = {"al", "el", "ul", "il"}
"""Before a sound of the tongue the l becomes that sound: ash-Sham, ez-Zor."""
JOINING = {"e", "i", "ye", "yi", "y", "ya", "wa", "va", "o"}
"""Ezafe and other words between two words of a name, as they are written apart."""
KINDS = (
    "district province state county locality township woreda city town village "
    "raion rayon rajon oblast misto selo gorod nohiya hromada governorate "
    "wuluswali woluswali wuleswali woleswali uluswali oluswali uleswali vulusvali vulesvali olusvali ulusvali "
    "volosvali vulosvali alaqahdari alaqadari alakadari alakahdari alakakhdari hukumat hukumati hukumate hokumat "
    "hokumati hokumate khukumat khukumati markaz qaryeh qarya qaryat nahiyat nahiya madinat muhafazat "
    "mintaqat mudiriyat qada "
    "ولسوالی ولسوالي علاقهداری علاقه داری داري حكومت حکومت حکومتی مرکز قریه ولايت ولایت "
    "ناحية محافظة منطقة مدينة قرية مركز مديرية قضاء "
    "район область місто місто город село селище посёлок громада Вулусвали Алакахдари Алақахдари Хукумат Хукумати"
)
"""Words for what a place is; beside a name of its own they tell nothing of which place it is."""
