"""Who speaks in a claim. Two papers that quote one ministry are one voice; one that quotes two parties is two."""


def voice(first_utterer: str | None, publisher: str | None, source: str | None, position: int) -> str:
    """The first utterer, else the publisher of the source, else the source; a claim with none is a voice of its own.

    A form to compare, not to show: spellings that differ only in case and spacing are one voice. `position` is that of
    the claim in the log.
    """
    name = first_utterer or publisher or source or f"#{position}"
    return "".join(name.split()).casefold()
