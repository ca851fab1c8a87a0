"""In what a name is like one on record, in words, for refusals that name the candidates."""

from domain.gazetteer.match_reasons import MatchReasonKind

LIKENESS = {
    MatchReasonKind.MORE_WORDS: "has the words of the other name, and more",
    MatchReasonKind.SAME_NAME: "the same name",
    MatchReasonKind.SOUNDS_ALIKE: "sounds alike",
    MatchReasonKind.WORDS_REORDERED: "the same words in another order",
    MatchReasonKind.TRANSLATED: "the same direction in another language",
}
