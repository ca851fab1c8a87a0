"""Names in the form in which they are compared: script, case, accents and punctuation put aside."""

import unicodedata

from anyascii import anyascii


def normal(name: str) -> str:
    """Letters and digits of ASCII, lower case; a name that has none keeps its own characters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(character for character in anyascii(folded).casefold() if character.isalnum())
    return plain or folded
