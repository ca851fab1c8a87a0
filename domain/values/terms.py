"""The closed lists of words: the field's own terms, the same in the log, in GraphQL and in the docs."""

from enum import StrEnum


class PlaceKind(StrEnum):
    COUNTRY = "COUNTRY"
    PROVINCE = "PROVINCE"
    """ADM1 of OCHA's Common Operational Datasets."""
    DISTRICT = "DISTRICT"
    """ADM2."""
    SUBDISTRICT = "SUBDISTRICT"
    """ADM3: a hromada, a nahiya, a woreda, a township."""
    DISTRICT_CENTRE = "DISTRICT_CENTRE"
    POPULATED_PLACE = "POPULATED_PLACE"
    BORDER_CROSSING_POINT = "BORDER_CROSSING_POINT"
    BORDER_SEGMENT = "BORDER_SEGMENT"
    BASE = "BASE"


class ActorKind(StrEnum):
    """ACLED's eight inter codes."""

    STATE_FORCES = "STATE_FORCES"
    REBEL_GROUP = "REBEL_GROUP"
    POLITICAL_MILITIA = "POLITICAL_MILITIA"
    IDENTITY_MILITIA = "IDENTITY_MILITIA"
    RIOTERS = "RIOTERS"
    PROTESTERS = "PROTESTERS"
    CIVILIANS = "CIVILIANS"
    EXTERNAL_OTHER_FORCES = "EXTERNAL_OTHER_FORCES"


class ControlLevel(StrEnum):
    CONTROL = "CONTROL"
    INFLUENCE = "INFLUENCE"
    CONTESTED = "CONTESTED"
    SHARED = "SHARED"
    UNKNOWN = "UNKNOWN"


class Certainty(StrEnum):
    ESTABLISHED = "ESTABLISHED"
    POSSIBLE = "POSSIBLE"
    DISPUTED = "DISPUTED"
    CLAIMED = "CLAIMED"
    UNKNOWN = "UNKNOWN"


class Manner(StrEnum):
    """How a place changed hands; DISPUTED where one report tells it in two ways."""

    VIOLENT = "VIOLENT"
    ABANDONED = "ABANDONED"
    WITHDRAWN = "WITHDRAWN"
    SURRENDERED = "SURRENDERED"
    NEGOTIATED = "NEGOTIATED"
    UNKNOWN = "UNKNOWN"
    DISPUTED = "DISPUTED"


class Interest(StrEnum):
    """What the one who says it has to gain from it being believed."""

    OWN_GAIN = "OWN_GAIN"
    AGAINST_INTEREST = "AGAINST_INTEREST"
    NEUTRAL = "NEUTRAL"
    UNKNOWN = "UNKNOWN"


class Reliability(StrEnum):
    """Admiralty code (NATO AJP-2.1), first character: A completely reliable, E unreliable, F cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Qualifier(StrEnum):
    EXACT = "EXACT"
    MORE_THAN = "MORE_THAN"
    AT_LEAST = "AT_LEAST"
    UP_TO = "UP_TO"
    LESS_THAN = "LESS_THAN"
    ABOUT = "ABOUT"
    SOME = "SOME"
    MANY = "MANY"
    DOZENS = "DOZENS"
    HUNDREDS = "HUNDREDS"
    UNKNOWN = "UNKNOWN"


class PersonGroup(StrEnum):
    ARMED_FORCES = "ARMED_FORCES"
    REFUGEES_ASYLUM_SEEKERS = "REFUGEES_ASYLUM_SEEKERS"
    RETURNEES = "RETURNEES"
    OTHER_CIVILIANS = "OTHER_CIVILIANS"
    UNKNOWN = "UNKNOWN"


class Admission(StrEnum):
    ALLOWED = "ALLOWED"
    DENIED = "DENIED"
    INTERNED = "INTERNED"
    REPATRIATED = "REPATRIATED"
    UNKNOWN = "UNKNOWN"


class CasualtyKind(StrEnum):
    KILLED = "KILLED"
    WOUNDED = "WOUNDED"
    CAPTURED = "CAPTURED"
    MISSING = "MISSING"
    SURRENDERED = "SURRENDERED"


class TallyBasis(StrEnum):
    """NET: held at the end of the window. GROSS_FALLS: fallen at any time within it, recaptured or not."""

    NET = "NET"
    GROSS_FALLS = "GROSS_FALLS"


class Policy(StrEnum):
    """The named ways to choose between standing claims: docs/resolution.md."""

    AGAINST_INTEREST = "AGAINST_INTEREST"
    LATEST = "LATEST"
    MOST_RELIABLE = "MOST_RELIABLE"
    CAUTIOUS = "CAUTIOUS"


class Step(StrEnum):
    """How far apart the days of a series or a replay lie."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


class CountReason(StrEnum):
    """What became of a number in a sum of people: docs/counting.md."""

    ADDED = "ADDED"
    """It is in the sum."""
    SAME_INCIDENT = "SAME_INCIDENT"
    """It tells of people whom another claim of the incident tells of; one number fits both."""
    DISPUTED = "DISPUTED"
    """It tells of people whom another claim tells of, and no one number fits both."""
    PART = "PART"
    """It tells of a part of people who are counted as a whole."""
    PERIOD_TOTAL = "PERIOD_TOTAL"
    """It is told for a period in which others of these happenings lie."""
    MAY_BE_THE_SAME = "MAY_BE_THE_SAME"
    """Nobody says that these people are others than those of another happening."""
    MAY_LIE_OUTSIDE = "MAY_LIE_OUTSIDE"
    """Some of them may lie in what is asked for, so they count in the upper bound only."""
    NOT_ADMITTED = "NOT_ADMITTED"
    """They were not let across."""
