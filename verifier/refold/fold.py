"""The state of a place on a day by the rules of docs/resolution.md, slow and obvious: it judges the real fold, which
must be fast. Every day is asked anew, and nothing is indexed.
"""

from dataclasses import dataclass, field
from datetime import datetime, time

from verifier.refold.turns import (
    FOREVER,
    NEVER,
    Turn,
    counted,
    in_order,
    kinds,
    narrow,
    speech,
    spoken,
    trust,
    turns,
)


@dataclass
class Outcome:
    """The answer with what it rests on: `turn` gives the date, `claims` back the state, `others` the other states."""

    held: tuple
    certainty: str
    level_certainty: str
    others: dict
    turn: Turn | None = None
    claims: list = field(default_factory=list)


@dataclass
class Facts:
    """What the answer for one day depends on; `pending` has for each state the turn that may have come."""

    now: datetime
    current: Turn | None
    pending: dict[object, Turn]
    against: list
    silent: list
    rivals: list
    unheard: list


class Place:
    def __init__(self, claims, policy):
        self.policy = policy
        self.claims = claims
        self.counts = counted(claims, policy)
        self.silent = [c for c in claims if c not in self.counts]
        self.order, self.known = in_order(turns(self.counts))
        self.kinds = kinds(self.order)
        narrow(self.order, self.known, self.silent)
        self.turn_of = {id(c): t for t in self.order for c in t.claims}
        self.told_in = self.turn_of | {id(c): t for t in turns(self.silent) for c in t.claims}

    def facts(self, day):
        now = datetime.combine(day, time(23, 59, 59))
        passed = [t for t in self.order if t.hi <= now]
        current = passed[-1] if passed else None
        words, heard = self.last_words(self.counts, now), self.last_words(self.silent, now)

        def against(spoken):
            return [w for w, reach in spoken if self.opposes(w, reach, current, now, lambda c: c.holder)]

        def rivals(spoken):
            return [w for w, reach in spoken if self.rivals(w, reach, current, now)]

        pending = self.pending(passed, current, now)
        return Facts(now, current, pending, against(words), against(heard), rivals(words), rivals(heard))

    def state(self, day):
        outcome = self.outcome(self.facts(day))
        since = self.since(outcome.turn) if outcome.turn else None
        return outcome.held, outcome.certainty, outcome.level_certainty, since, set(outcome.others)

    def outcome(self, facts):
        now, current, against, rivals = facts.now, facts.current, facts.against, facts.rivals
        held = current.held if current else (None, "UNKNOWN")
        sides = self.sides(current, against, now, lambda c: c.holder)
        pending = [p[0] for p in facts.pending if p[0] != held[0] or not current]
        certainty = self.rule(current or against, sides, pending, facts.silent)
        others = self.others(facts)
        best = [s for s in sides if sides[s] == min(sides.values())]
        split = "CONTESTED" if self.policy == "CAUTIOUS" else "UNKNOWN"
        challenged = [self.turn_of[id(w)] for w in against]
        mutual = any(current and t.held[0] in current.losers and held[0] in t.losers for t in challenged)
        is_split = len(best) > 1 or (len(sides) > 1 and (mutual or self.policy == "CAUTIOUS"))
        if current and (is_split or (best and best[0] != held[0])) and held[0] in sides:
            others = others | {held: self.basis(current) + others.get(held, [])}
        if is_split:
            return Outcome((None, split), certainty, certainty, others)
        if best and best[0] != (held[0] if current else ""):
            word = max((w for w in against if w.holder == best[0]), key=speech)
            backed = self.told([w for w in against if w.held == word.held])
            return self.answer(word.held, certainty, "ESTABLISHED", others, self.turn_of[id(word)], backed)
        if current is None:
            return Outcome(held, certainty, "UNKNOWN", others)
        levels = self.sides(current, rivals, now, lambda c: c.held)
        level_certainty = self.rule(True, levels, [p for p in facts.pending if p[0] == held[0]], facts.unheard)
        best, turn, backed = [s for s in levels if levels[s] == min(levels.values())], current, self.basis(current)
        if held in levels:
            others = others | {held: backed + others.get(held, [])}
        if len(best) > 1 or (len(levels) > 1 and self.policy == "CAUTIOUS"):
            held, backed = (held[0], split), backed + self.told(rivals)
        elif best and best[0] != held:
            word = max((w for w in rivals if w.held == best[0]), key=speech)
            backed = self.told([w for w in rivals if w.held == word.held])
            held, turn = word.held, self.turn_of[id(word)]
        return self.answer(held, certainty, level_certainty, others, turn, backed)

    def answer(self, held, certainty, level_certainty, others, turn, backed):
        others = {other: claims for other, claims in others.items() if other != held}
        return Outcome(held, certainty, level_certainty, others, turn, backed)

    def told(self, words):
        """All claims that tell of the turns of these words."""
        return [c for t in dict.fromkeys(self.told_in[id(w)] for w in words) for c in t.claims]

    def others(self, facts):
        """The claims for other states: of those who speak for them, of turns that may have come, of the newest gain."""
        claims = self.told(facts.against + facts.silent + facts.rivals + facts.unheard)
        claims += [c for t in facts.pending.values() for c in t.claims] + self.newest_own_gain(facts.now)
        return {held: [c for c in claims if c.held == held] for held in {c.held for c in claims}}

    def tenure(self, turn):
        """The turns to one state around this one, without another between, and the turn that ends them."""
        first = last = self.order.index(turn)
        while first and self.order[first - 1].held == turn.held:
            first -= 1
        while last + 1 < len(self.order) and self.order[last + 1].held == turn.held:
            last += 1
        return self.order[first : last + 1], next(iter(self.order[last + 1 :]), None)

    def basis(self, turn):
        """What tells of its tenure, and what does not count but speaks for the same state at that time."""
        own, after = self.tenure(turn)
        start, end = own[0].lo, after.hi if after else FOREVER
        silent = [c for c in self.silent if c.held == turn.held and start < end]
        silent = [c for c in silent if c.observed.start < end and start < c.observed.end]
        return [c for t in own for c in t.claims] + silent

    def rivals(self, word, reach, current, now):
        """Whether a last word is for the same holder at another level."""
        same = current is not None and word.holder == current.held[0]
        return same and self.opposes(word, reach, current, now, lambda c: c.held)

    def rule(self, known, sides, pending, silent):
        if len(sides) > 1:
            return "DISPUTED"
        if pending:
            return "POSSIBLE"
        if any(w.interest == "OWN_GAIN" for w in silent):
            return "CLAIMED"
        return "ESTABLISHED" if known else "UNKNOWN"

    def pending(self, passed, current, now):
        """For each state to which the place may have turned the turn: it has begun, or it may have come again."""
        again = [(t, max((c.window.end for c in dated(t)), default=NEVER)) for t in passed]
        again = [(t, until) for t, until in again if until > max(now, t.told)]
        longest = {t.held: max(u for other, u in again if other.held == t.held) for t, _ in again}
        states = {t.held: t for t, until in reversed(again) if until == longest[t.held]}
        states |= {t.held: t for t in reversed(self.order[len(passed) :]) if NEVER < t.begins < now}
        return {held: t for held, t in states.items() if current is None or held != current.held}

    def since(self, turn):
        first = self.tenure(turn)[0][0]
        return first.lo, first.hi, first.cut

    def last_words(self, claims, now):
        """The last word of every voice by now, and how far it reaches: to now, if it sees the same before and after."""
        result = []
        for voice in {c.voice for c in claims}:
            own = spoken(voice, claims)
            said = [c for c in own if c.observed.end <= now]
            if said:
                after = next(iter(own[own.index(said[-1]) + 1 :]), None)
                same = after and after.held == said[-1].held and after.window.is_open and not after.changed
                result.append((said[-1], now if same and not said[-1].changed else said[-1].observed.end))
        return result

    def opposes(self, word, reach, current, now, side):
        """Whether a last word is against the current side, not answered, and not known to be older than the turn."""
        if current is None:
            return True
        backing = [c for c in self.counts if side(c) == side(current.claims[0]) and c.observed.end <= now]
        if side(word) == side(current.claims[0]) or any(c.observed.start >= reach for c in backing):
            return False
        if any(c.voice == word.voice and c.observed.end > word.observed.start for c in backing):
            return False
        turn = self.turn_of.get(id(word))
        if reach > word.observed.end or (turn and (turn, current) not in self.known):
            return True
        if reach <= max(current.lo, turn.told if turn else NEVER):
            return False
        return word.changed or word.observed.start >= current.hi or word.holder not in current.losers

    def sides(self, current, challengers, now, side):
        """The sides between which the voices are divided, each with the trust in its best voice."""
        if not challengers:
            return {}
        words = [(side(w), trust(w, self.policy)) for w in challengers]
        for last, _ in self.last_words(self.counts, now) if current else []:
            own = [c for c in self.counts if c.voice == last.voice and c.observed.end <= now]
            own = [c for c in own if side(c) == side(current.claims[0])]
            if own and last not in challengers and max(c.observed.end for c in own) > last.observed.start:
                words.append((side(current.claims[0]), trust(max(own, key=speech), self.policy)))
        return {s: min(t for other, t in words if other == s) for s, _ in words}

    def newest_own_gain(self, now):
        words = [c for c in self.silent if c.interest == "OWN_GAIN" and c.observed.end <= now]
        newest = max((speech(c)[0] for c in words), default=None)
        return [c for c in words if c.observed.end == newest]


def dated(turn):
    """What may tell of a later turn as well, if it leaves more open: dated changes; lists only where there is none."""
    return [c for c in turn.claims if c.changed] or [c for c in turn.claims if not c.window.is_open]


def state_on(claims, day, policy):
    """(holder, level), certainty, certainty of the level, since as (start, end, cut), and the other states."""
    return Place(list(claims), policy).state(day)
