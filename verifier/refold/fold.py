"""The state of a place on a day by the rules of docs/resolution.md, slow and obvious: it judges the real fold, which
must be fast. Every day is asked anew, and nothing is indexed.
"""

from datetime import datetime, time

from verifier.refold.turns import NEVER, counted, in_order, narrow, speech, spoken, trust, turns


class Place:
    def __init__(self, claims, policy):
        self.policy = policy
        self.claims = claims
        self.counts = counted(claims, policy)
        self.silent = [c for c in claims if c not in self.counts]
        self.order, self.known = in_order(turns(self.counts))
        narrow(self.order, self.known, self.silent)
        self.turn_of = {id(c): t for t in self.order for c in t.claims}

    def state(self, day):
        now = datetime.combine(day, time(23, 59, 59))
        passed = [t for t in self.order if t.hi <= now]
        current = passed[-1] if passed else None
        held = current.held if current else (None, "UNKNOWN")
        pending = self.pending(passed, current, now)
        words, heard = self.last_words(self.counts, now), self.last_words(self.silent, now)
        by_holder, by_level = lambda c: c.holder, lambda c: c.held
        against = [w for w, reach in words if self.opposes(w, reach, current, now, by_holder)]
        silent = [w for w, reach in heard if self.opposes(w, reach, current, now, by_holder)]
        sides = self.sides(current, against, now, by_holder)
        certainty = self.rule(
            current or against, sides, [p[0] for p in pending if p[0] != held[0] or not current], silent
        )
        others = {w.held for w in against + silent} | set(pending) | self.newest_own_gain(now)
        rivals = [w for w, reach in words if self.rivals(w, reach, current, now)]
        unheard = [w for w, reach in heard if self.rivals(w, reach, current, now)]
        others |= {w.held for w in rivals + unheard}
        best = [s for s in sides if sides[s] == min(sides.values())]
        split = "CONTESTED" if self.policy == "CAUTIOUS" else "UNKNOWN"
        challenged = [self.turn_of[id(w)] for w in against]
        mutual = any(current and t.held[0] in current.losers and held[0] in t.losers for t in challenged)
        if len(best) > 1 or (len(sides) > 1 and (mutual or self.policy == "CAUTIOUS")):
            others |= {held} if held[0] in sides else set()
            return (None, split), certainty, certainty, None, others
        if best and best[0] != (held[0] if current else ""):
            others |= {held} if held[0] in sides and current else set()
            word = max((w for w in against if w.holder == best[0]), key=speech)
            return word.held, certainty, "ESTABLISHED", self.since(self.turn_of[id(word)]), others - {word.held}
        if current is None:
            return held, certainty, "UNKNOWN", None, others
        levels = self.sides(current, rivals, now, by_level)
        level_certainty = self.rule(True, levels, [p for p in pending if p[0] == held[0]], unheard)
        best, turn = [s for s in levels if levels[s] == min(levels.values())], current
        if len(best) > 1 or (len(levels) > 1 and self.policy == "CAUTIOUS"):
            others, held = others | {held}, (held[0], split)
        elif best and best[0] != held:
            word = max((w for w in rivals if w.held == best[0]), key=speech)
            others, held, turn = others | ({held} if held in levels else set()), word.held, self.turn_of[id(word)]
        return held, certainty, level_certainty, self.since(turn), others - {held}

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
        """The states to which the place may have turned: the turn has begun, or one may have come again."""
        states = [t.held for t in self.order[len(passed) :] if NEVER < t.begins < now]
        states += [t.held for t in passed if any(c.window.end > max(now, t.told) for c in dated(t))]
        return [s for s in states if current is None or s != current.held]

    def since(self, turn):
        first = self.order.index(turn)
        while first and self.order[first - 1].held == turn.held:
            first -= 1
        return self.order[first].lo, self.order[first].hi, self.order[first].cut

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
        return {c.held for c in words if c.observed.end == newest}


def dated(turn):
    """What may tell of a later turn as well, if it leaves more open: dated changes; lists only where there is none."""
    return [c for c in turn.claims if c.changed] or [c for c in turn.claims if not c.window.is_open]


def state_on(claims, day, policy):
    """(holder, level), certainty, certainty of the level, since as (start, end, cut), and the other states."""
    return Place(list(claims), policy).state(day)
