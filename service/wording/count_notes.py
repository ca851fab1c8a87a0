"""How an incident was counted, in words."""

from collections.abc import Iterable

from domain.counting.count_notes import CountNote
from domain.counting.count_notes import CountNoteKind as Kind
from domain.values.number_range import NumberRange
from service.wording.number_words import range_words

_PERIOD = "reported for a period in which others of these lie: "
_SENTENCES = {
    Kind.NOT_ADMITTED: "they were not let across",
    Kind.DISPUTED: "no single number fits all reports: {range}",
    Kind.PARTS_IN_QUERY: "those of its parts that lie in the question give {range}",
    Kind.PERHAPS_IN_QUERY: "some, all or none of them lie in the question",
    Kind.PARTS_EXCEED_WHOLE: "its parts give {range}, more than the whole",
    Kind.PARTS_FALL_SHORT: "its parts give {range}: {missing:,} are in none of them; the whole stands",
    Kind.PARTS_NOT_ADDED: "its parts give {range} and are not added to it",
    Kind.PERHAPS_DISTINCT: "no report says whether these {range} are other people: at least the larger, at most both",
    Kind.PERIOD_AGREES: _PERIOD + "{range} agrees with their {other}; not added",
    Kind.PERIOD_DIFFERS: _PERIOD + "{range} differs from their {other}; not added",
    Kind.MERGED_WITHOUT_KEY: "taken for one incident: no key keeps them apart",
}


def count_notes(notes: Iterable[CountNote]) -> list[str]:
    """The notes of an incident, in their order."""
    return [
        _SENTENCES[note.kind].format(range=_words(note.range), other=_words(note.other), missing=note.missing)
        for note in notes
    ]


def _words(number: NumberRange) -> str:
    if number.low is None and number.high is None and number.best is not None:
        return f"about {number.best:,}"
    return range_words(number.low, number.high)
