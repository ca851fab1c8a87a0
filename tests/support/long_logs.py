"""Random claims about one place over months: small logs that follow each other, with what daily maps show between them."""

from datetime import date, timedelta
from random import Random

from domain.control.claims import Claim
from domain.values.terms import ControlLevel
from tests.reference.claims import at_positions, days_later, make_claim
from tests.reference.random_logs import FIRST, random_claims


def long_log(random: Random, parts_max: int = 12) -> tuple[list[Claim], date]:
    """The claims in the order of their positions, and a day within their time."""
    claims: list[Claim] = []
    begin = 0
    for _ in range(random.randint(1, parts_max)):
        part = _daily_maps(random) if random.random() < 0.8 else random_claims(random, claims_max=4, days_max=3)
        first = len(claims)
        placed = at_positions(part, {claim.position: first + claim.position for claim in part})
        claims += [days_later(claim, begin) for claim in placed]
        begin += random.randint(1, 10)
    return claims, FIRST + timedelta(days=random.randint(0, begin + 4))


def _daily_maps(random: Random) -> list[Claim]:
    """Of one or two voices that agree or not, day after day; some of it published late."""
    holders = random.choice(["A", "AB", "AB", "AAAAAB"])
    voices = random.choice(["a", "ab", "bc"])
    days = [(day, voice) for day in range(random.randint(1, 14)) for voice in voices]
    return [
        make_claim(
            number,
            voice,
            FIRST + timedelta(days=day + random.choice([0, 1, 1, 20])),
            changed=random.random() < 0.03,
            holder=random.choice(holders),
            level=ControlLevel.CONTROL,
            occurred=str(FIRST + timedelta(days=day)),
        )
        for number, (day, voice) in enumerate(days, start=1)
    ]
