"""Names in the form in which they are compared: script, case, accents and punctuation put aside."""

import unicodedata

from anyascii import anyascii


def normal(name: str) -> str:
    """`Qala-e-Zal` and `قلعه زال` become letters and digits of ASCII; names without any keep their own
    characters.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(character for character in anyascii(folded).casefold() if character.isalnum())
    return plain or folded
