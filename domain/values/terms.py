"""The closed lists of words: the field's own terms, the same in the log, in GraphQL and in the docs."""

from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is. Administrative levels are those of OCHA's Common Operational Datasets."""

    COUNTRY = "COUNTRY"
    """A state, ADM0."""
    PROVINCE = "PROVINCE"
    """First administrative level, ADM1: a province, an oblast, a governorate."""
    DISTRICT = "DISTRICT"
    """Second administrative level, ADM2."""
    SUBDISTRICT = "SUBDISTRICT"
    """Third administrative level, ADM3: a hromada, a nahiya, a woreda, a township."""
    DISTRICT_CENTRE = "DISTRICT_CENTRE"
    """The town that a district is governed from; it may be held by another actor than the district."""
    POPULATED_PLACE = "POPULATED_PLACE"
    """A city, town or village."""
    BORDER_CROSSING_POINT = "BORDER_CROSSING_POINT"
    """A post where a border may be crossed (BCP)."""
    BORDER_SEGMENT = "BORDER_SEGMENT"
    """A stretch of a border."""
    BASE = "BASE"
    """A military base or an outpost."""


class ActorKind(StrEnum):
    """ACLED's eight inter codes."""

    STATE_FORCES = "STATE_FORCES"
    """Military and police of a state."""
    REBEL_GROUP = "REBEL_GROUP"
    """An armed group that fights to replace a government or to secede."""
    POLITICAL_MILITIA = "POLITICAL_MILITIA"
    """An armed group that serves a political end without seeking to replace the government."""
    IDENTITY_MILITIA = "IDENTITY_MILITIA"
    """An armed group formed around a community, an ethnic group, a religion or a region."""
    RIOTERS = "RIOTERS"
    """People who are violent in a demonstration or spontaneously, with no standing organisation."""
    PROTESTERS = "PROTESTERS"
    """People who demonstrate peacefully."""
    CIVILIANS = "CIVILIANS"
    """Unarmed people who take no part in the fighting."""
    EXTERNAL_OTHER_FORCES = "EXTERNAL_OTHER_FORCES"
    """Foreign forces, international missions, private security and others."""


class ControlLevel(StrEnum):
    """How firmly a place is held. A place without a claim is UNKNOWN: no row never means government."""

    CONTROL = "CONTROL"
    """The holder governs the place or commands it by force."""
    INFLUENCE = "INFLUENCE"
    """The holder has a say in the place without commanding it."""
    CONTESTED = "CONTESTED"
    """Two or more sides fight over the place."""
    SHARED = "SHARED"
    """Two or more sides hold the place side by side."""
    UNKNOWN = "UNKNOWN"
    """No claim gives the level. This never means that the government holds the place."""


class Certainty(StrEnum):
    """How well the standing claims support an answer. Where several apply, DISPUTED goes before POSSIBLE before
    CLAIMED before ESTABLISHED."""

    ESTABLISHED = "ESTABLISHED"
    """The standing claims agree on a holder, and no change to another may have begun."""
    POSSIBLE = "POSSIBLE"
    """A change to another holder may already have happened: the window of its dates has begun and not ended. The
    holder is the one before; the new one is among the alternatives."""
    DISPUTED = "DISPUTED"
    """Another voice's last word names another holder. The answer is that of the better voice, and null where none is
    better."""
    CLAIMED = "CLAIMED"
    """Only a party that gains by it reports the change, and nothing later answers it. The holder is the one before;
    the claimed one is among the alternatives."""
    UNKNOWN = "UNKNOWN"
    """No claim that counts says who holds the place. It never means that the government does."""


class Manner(StrEnum):
    """How a place changed hands; DISPUTED where one report tells it in two ways."""

    VIOLENT = "VIOLENT"
    """Taken by fighting."""
    ABANDONED = "ABANDONED"
    """The losers fled and left it."""
    WITHDRAWN = "WITHDRAWN"
    """The losers left in an ordered withdrawal."""
    SURRENDERED = "SURRENDERED"
    """The losers gave it up to the gainer."""
    NEGOTIATED = "NEGOTIATED"
    """It changed hands by an agreement."""
    UNKNOWN = "UNKNOWN"
    """The report does not say how."""
    DISPUTED = "DISPUTED"
    """One report gives two manners that exclude each other."""


class Interest(StrEnum):
    """What the voice of a claim gains if the claim is believed."""

    OWN_GAIN = "OWN_GAIN"
    """The voice speaks for the side that gains by the claim."""
    AGAINST_INTEREST = "AGAINST_INTEREST"
    """The voice speaks for the side that loses by the claim, which makes it more credible."""
    NEUTRAL = "NEUTRAL"
    """The voice has no side in what it reports."""
    UNKNOWN = "UNKNOWN"
    """The affiliation of the voice is not registered."""


class Reliability(StrEnum):
    """Reliability of a source: the Admiralty code (NATO AJP-2.1), first character."""

    A = "A"
    """Completely reliable."""
    B = "B"
    """Usually reliable."""
    C = "C"
    """Fairly reliable."""
    D = "D"
    """Not usually reliable."""
    E = "E"
    """Unreliable."""
    F = "F"
    """Reliability cannot be judged."""


class Qualifier(StrEnum):
    """The word that bounded a reported number. It sets the bounds, and never a best estimate."""

    EXACT = "EXACT"
    """Exactly n: low, best and high are all n."""
    MORE_THAN = "MORE_THAN"
    """More than n: low is n + 1, so more than 130 gives low 131; high is open."""
    AT_LEAST = "AT_LEAST"
    """At least n: low is n; high is open."""
    UP_TO = "UP_TO"
    """Up to n: high is n; low is open."""
    LESS_THAN = "LESS_THAN"
    """Fewer than n: high is n - 1; low is open."""
    ABOUT = "ABOUT"
    """About n: best is n; the bounds are open unless the report gives them."""
    SOME = "SOME"
    """Some: the word is kept without a number."""
    MANY = "MANY"
    """Many: the word is kept without a number."""
    DOZENS = "DOZENS"
    """Dozens: the word is kept without a number."""
    HUNDREDS = "HUNDREDS"
    """Hundreds: the word is kept without a number."""
    UNKNOWN = "UNKNOWN"
    """The report does not say how the number is meant."""


class PersonGroup(StrEnum):
    """Who the people are that crossed a border."""

    ARMED_FORCES = "ARMED_FORCES"
    """Soldiers, police and border guards."""
    REFUGEES_ASYLUM_SEEKERS = "REFUGEES_ASYLUM_SEEKERS"
    """People who seek protection in the country that they enter."""
    RETURNEES = "RETURNEES"
    """People who go back to their own country."""
    OTHER_CIVILIANS = "OTHER_CIVILIANS"
    """Civilians who are neither refugees, asylum seekers nor returnees."""
    UNKNOWN = "UNKNOWN"
    """The report does not say who they are."""


class Admission(StrEnum):
    """What the country of destination did with people at its border."""

    ALLOWED = "ALLOWED"
    """They were let in."""
    DENIED = "DENIED"
    """They were turned back, and are in no sum of people who crossed."""
    INTERNED = "INTERNED"
    """They were let in and held, as soldiers in a neutral state are."""
    REPATRIATED = "REPATRIATED"
    """They were sent back to their own country."""
    UNKNOWN = "UNKNOWN"
    """The report does not say."""


class CasualtyKind(StrEnum):
    """What happened to people in the fighting."""

    KILLED = "KILLED"
    """Dead."""
    WOUNDED = "WOUNDED"
    """Injured."""
    CAPTURED = "CAPTURED"
    """Taken prisoner."""
    MISSING = "MISSING"
    """Fate unknown to the side that reports it."""
    SURRENDERED = "SURRENDERED"
    """Gave themselves up."""


class TallyBasis(StrEnum):
    """What a stated total of places counts."""

    NET = "NET"
    """Places held at the end of the window."""
    GROSS_FALLS = "GROSS_FALLS"
    """Places that fell at any time within the window, recaptured or not."""


class Policy(StrEnum):
    """The named rules that choose between standing claims: docs/resolution.md."""

    AGAINST_INTEREST = "AGAINST_INTEREST"
    """The default: a claim from the side that gains by it changes no state alone."""
    LATEST = "LATEST"
    """The latest claim counts, whatever the interest of the voice."""
    MOST_RELIABLE = "MOST_RELIABLE"
    """As AGAINST_INTEREST; of opposing claims that overlap, only the best Admiralty grade counts."""
    CAUTIOUS = "CAUTIOUS"
    """As AGAINST_INTEREST; a dispute gives level CONTESTED and no holder."""


class Step(StrEnum):
    """How far apart the days of a series or a replay lie."""

    DAY = "DAY"
    """One day."""
    WEEK = "WEEK"
    """Seven days."""
    MONTH = "MONTH"
    """One calendar month."""


class CountReason(StrEnum):
    """What became of a number in a sum of people: docs/counting.md."""

    ADDED = "ADDED"
    """It is in the sum."""
    SAME_INCIDENT = "SAME_INCIDENT"
    """Another claim of the incident counts the same people, and one number fits both."""
    DISPUTED = "DISPUTED"
    """Another claim counts the same people, and no single number fits both."""
    PART = "PART"
    """It counts part of a group that is counted as a whole."""
    PERIOD_TOTAL = "PERIOD_TOTAL"
    """It is a total over a period that includes other incidents of this sum."""
    MAY_BE_THE_SAME = "MAY_BE_THE_SAME"
    """These people may be the same as those of another incident: no claim says otherwise."""
    MAY_LIE_OUTSIDE = "MAY_LIE_OUTSIDE"
    """Some of them may fall within the question, so they count in the upper bound only."""
    NOT_ADMITTED = "NOT_ADMITTED"
    """They were not let across."""
