"""Random claims about one place over weeks, before and after something changed of what is claimed: most often late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from domain.control.claims import Claim
from domain.values.terms import ControlLevel, Interest, Reliability
from tests.reference.claims import at_positions, days_later, make_claim
from tests.reference.random_logs import FIRST, random_claims
from tests.support.long_logs import long_log


def changed_log(random: Random) -> tuple[list[Claim], list[Claim]]:
    """The claims that stood, and those that stand now; in the order of their positions."""
    claims = random.choice([lambda of: long_log(of)[0], _weeks, _weeks, _season, _season, _season])(random)
    by_time = sorted(claims, key=lambda claim: claim.observed.end)
    late = by_time[-max(1, int(len(claims) * random.choice([0.05, 0.05, 0.2, 0.5, 1]))) :]
    chosen = {claim.position for claim in random.sample(late, min(random.choice([1, 1, 1, 2, 4]), len(late)))}
    others = [claim for claim in claims if claim.position not in chosen]
    match random.choice(["added", "added", "removed", "replaced", "both"]):
        case "added":
            return others, claims
        case "removed":
            return claims, others
        case "replaced":
            return claims, [_told_anew(random, claim) if claim.position in chosen else claim for claim in claims]
    added = {position for position in chosen if random.random() < 0.5}
    return (
        [claim for claim in claims if claim.position not in added],
        [claim for claim in claims if claim.position not in chosen - added],
    )


def _told_anew(random: Random, claim: Claim) -> Claim:
    """By a source that is described anew, or of another holder."""
    grades = [None, Reliability.A, Reliability.C]
    holder, interest = random.choice([claim.holder, "A", "B"]), random.choice(list(Interest))
    return replace(claim, holder=holder, loser=None, interest=interest, reliability=random.choice(grades))


def _weeks(random: Random) -> list[Claim]:
    claims: list[Claim] = []
    begin, calm = 0, random.choice([0, 0.5, 0.8, 0.95])
    for _ in range(random.randint(6, random.choice([14, 40]))):
        if random.random() < calm:
            part = _quiet_day(random)
        else:
            part = random_claims(random, random.choice([2, 3, 5, 8]), random.choice([1, 2, 3, 6]))
        placed = at_positions(part, {claim.position: len(claims) + claim.position for claim in part})
        claims += [days_later(claim, begin) for claim in placed]
        begin += random.choice([1, 1, 2, 3, 6])
    for share, alter in _ALTERATIONS:
        if random.random() < share:
            claims = alter(random, claims)
    return claims


def _season(random: Random) -> list[Claim]:
    """A report or two of nearly every day about a place that changes hands all the time, with some of all that makes an
    old report matter: voices that fall silent, grades, interest, losers, holders that were there only at first.
    """
    days = random.randint(12, 60)
    voices, holders = "abcdefghijkl"[: random.choice([2, 4, 8, 12])], random.choice(["AB", "AB", "ABC"])
    grades = random.choice([[None], [None, Reliability.A], [None, Reliability.A, Reliability.C]])
    interests = [Interest.NEUTRAL] * random.choice([1, 3, 9]) + random.choice([[], [Interest.OWN_GAIN], list(Interest)])
    is_rare = random.choice([0, 0.03, 0.1, 0.3])
    claims: list[Claim] = []
    for day in range(days):
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            holder = holders[day // random.choice([1, 2, 2, 2]) % len(holders)]
            if random.random() < 0.1:
                holder = random.choice("ABCD" if day < days // 3 else holders)
            date = FIRST + timedelta(days=day)
            changed, is_odd = random.random() < 0.4, random.random() < is_rare
            claims.append(
                make_claim(
                    len(claims) + 1,
                    random.choice(voices),
                    date + timedelta(days=random.choice([0, 0, 1, 9])),
                    changed=changed,
                    holder=holder,
                    level=ControlLevel.CONTESTED if is_odd and random.random() < 0.3 else ControlLevel.CONTROL,
                    occurred=f"{date - timedelta(days=random.choice([1, 2]))}/{date}" if is_odd else str(date),
                    loser=random.choice([other for other in "ABCD" if other != holder])
                    if changed and random.random() < is_rare
                    else None,
                    regained=changed and random.random() < is_rare / 2,
                    interest=random.choice(interests),
                    reliability=random.choice(grades),
                )
            )
    return claims


def _quiet_day(random: Random) -> list[Claim]:
    """One report of a day or two, most often plain ones that agree."""
    holder = random.choice("AB")
    return [_quiet(random, number, holder) for number in range(1, random.choice([2, 2, 3]))]


def _quiet(random: Random, number: int, holder: str) -> Claim:
    [claim] = random_claims(random, 1, 1)
    own = holder if random.random() < 0.8 else claim.holder
    return replace(
        claim,
        position=number,
        holder=own,
        level=ControlLevel.CONTROL if random.random() < 0.8 else claim.level,
        occurred=str(FIRST) if random.random() < 0.8 else claim.occurred,
        loser=claim.loser if random.random() < 0.3 and claim.loser != own else None,
        regained=claim.regained and random.random() < 0.3,
    )


def _without_losers(_: Random, claims: list[Claim]) -> list[Claim]:
    return [replace(claim, loser=None, regained=False) for claim in claims]


def _without_grades(_: Random, claims: list[Claim]) -> list[Claim]:
    return [replace(claim, reliability=None, credibility=None) for claim in claims]


def _without_interest(_: Random, claims: list[Claim]) -> list[Claim]:
    return [replace(claim, interest=Interest.NEUTRAL) for claim in claims]


def _by_more_voices(random: Random, claims: list[Claim]) -> list[Claim]:
    voices = random.choice([2, 6, 20])
    return [replace(claim, voice=f"{claim.voice}{random.randrange(voices)}") for claim in claims]


def _with_copies(random: Random, claims: list[Claim]) -> list[Claim]:
    """Also of what is no copy at all in its words, or was recorded days before."""
    return [
        replace(claim, copy_of=random.randint(max(1, claim.position - 6), claim.position - 1))
        if claim.position > 1 and random.random() < 0.05
        else claim
        for claim in claims
    ]


def _with_repeats(random: Random, claims: list[Claim]) -> list[Claim]:
    told: list[Claim] = []
    for claim in claims:
        repeats = told and random.random() < 0.1
        told.append(replace(random.choice(told[-8:]), position=claim.position) if repeats else claim)
    return told


def _with_corrections(random: Random, claims: list[Claim]) -> list[Claim]:
    """Each in the place of an earlier claim of its voice or of another."""

    def corrected(claim: Claim) -> Claim:
        known = claim.known - timedelta(days=random.randint(0, 3))
        return replace(claim, corrects=(known, random.randint(max(1, claim.position - 5), claim.position)))

    return [corrected(claim) if random.random() < 0.1 else claim for claim in claims]


_ALTERATIONS: tuple[tuple[float, Callable[[Random, list[Claim]], list[Claim]]], ...] = (
    (0.3, _without_losers),
    (0.3, _without_grades),
    (0.3, _without_interest),
    (0.4, _by_more_voices),
    (0.4, _with_copies),
    (0.3, _with_repeats),
    (0.3, _with_corrections),
)
"""Each with the share of logs that have it."""
