"""From the resolved place to the situation of each day: one sweep over its days, in order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from domain.control.claims import Claim, Held
from domain.control.coming import Coming
from domain.control.heard import Backing, LastWords
from domain.control.policies import Trust
from domain.control.resolved_place import ResolvedPlace
from domain.control.situation import Against, Situation
from domain.control.speech import Word
from domain.control.turns import Turn
from domain.values.interval import OPEN_START, end_of
from domain.values.terms import Interest


def situations(place: ResolvedPlace, days: Sequence[date]) -> Iterator[Situation]:
    """The facts at the end of each of the civil days, which are in order."""
    sweep = _Sweep(place)
    for day in days:
        yield sweep.situation(end_of(day))


_NOTHING = Backing()
"""What backs nobody."""


class _Sweep:
    def __init__(self, place: ResolvedPlace):
        self._place = place
        self._coming = Coming(place.turns)
        self._counted, self._silent = LastWords(place.counted), LastWords(place.silent)
        self._for_holder: dict[str | None, Backing] = defaultdict(Backing)
        self._for_state: dict[Held, Backing] = defaultdict(Backing)
        self._own_gain: tuple[Claim, ...] = ()

    def situation(self, now: datetime) -> Situation:
        self._listen(now)
        current = self._coming.advance(now)
        pending = self._coming.pending(current, now)
        holder = self._for_holder[current.held[0]] if current else _NOTHING
        level = self._for_state[current.held] if current else _NOTHING
        challengers, rivals = self._against(self._counted, current, holder, level, now)
        excluded = [*chain(*self._against(self._silent, current, holder, level, now))]
        if not (challengers or rivals or excluded):
            return Situation(current, pending, own_gain=self._own_gain)
        return Situation(
            current=current,
            pending=pending,
            challengers=self._by_turn(challengers),
            rival_levels=self._by_turn(rivals),
            excluded=self._by_turn(excluded),
            own_gain=self._own_gain,
            support=self._support(holder, challengers) if challengers else None,
            level_support=self._support(level, rivals) if rivals else None,
        )

    def _listen(self, now: datetime) -> None:
        for word in self._counted.advance(now):
            claim, trust = word.claim, self._place.hearing.trust(word.claim)
            self._for_holder[claim.holder].add(claim, trust)
            self._for_state[claim.held].add(claim, trust)
        for word in self._silent.advance(now):
            claim = word.claim
            if claim.interest is Interest.OWN_GAIN:
                at_once = self._own_gain and self._own_gain[0].observed.end == claim.observed.end
                self._own_gain = (*self._own_gain, claim) if at_once else (claim,)

    def _against(
        self, words: LastWords, current: Turn | None, holder: Backing, level: Backing, now: datetime
    ) -> tuple[Sequence[Word], Sequence[Word]]:
        """Last words that count against the current turn: for another holder, and for its holder at another level.

        `holder` and `level` are what backs the current ones. What begins last for the holder begins no earlier than
        what does for the level.
        """
        unanswered = words.reaching_beyond(level.latest_start)
        if not unanswered or current is None:
            return unanswered, ()
        challengers, rivals = list[Word](), list[Word]()
        for word in unanswered:
            is_of_level = word.claim.holder == current.held[0]
            backing, against = (level, rivals) if is_of_level else (holder, challengers)
            reaches = word.goes_on or word.claim.observed.end > backing.latest_start
            if reaches and word.claim.held != current.held and self._opposes(word, current, backing, now):
                against.append(word)
        return challengers, rivals

    def _opposes(self, word: Word, current: Turn, backing: Backing, now: datetime) -> bool:
        """Whether an unanswered word is not known to be older than the current turn, nor of a voice that backs that one
        no earlier.
        """
        claim, turn = word.claim, self._place.turn_of[word.claim.position]
        if backing.is_upheld_by(claim.voice, claim):
            return False
        counts = turn in self._place.tenure_of
        if (word.goes_on and claim.observed.end < now) or (counts and not self._place.ordered.is_known(turn, current)):
            return True
        if claim.observed.end <= max(current.when.start, turn.window.end if counts else OPEN_START):
            return False
        overlaps = not claim.changed and claim.observed.start < current.when.end
        return not (overlaps and claim.holder in current.losers)

    def _support(self, backing: Backing, against: Iterable[Word]) -> Trust | None:
        """Trust in the best voice that upholds one side and does not speak against it."""
        speaking = {word.claim.voice for word in against}
        upholding = (v for v in backing.trust if v not in speaking and backing.is_upheld_by(v, self._counted.last(v)))
        return min((backing.trust[voice] for voice in upholding), default=None)

    def _by_turn(self, words: Sequence[Word]) -> tuple[Against, ...]:
        """The words by the turn of which they tell, that of the latest word at the end."""
        if not words:
            return ()
        trust: dict[Turn, Trust] = {}
        for word in sorted(words, key=lambda word: word.claim.utterance):
            turn, own = self._place.turn_of[word.claim.position], self._place.hearing.trust(word.claim)
            before = trust.pop(turn, own)
            trust[turn] = min(before, own)
        partisan = {
            self._place.turn_of[word.claim.position] for word in words if word.claim.interest is Interest.OWN_GAIN
        }
        return tuple(Against(turn, best, turn in partisan) for turn, best in trust.items())
