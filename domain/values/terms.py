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
    """A border crossing point (BCP): an official post where a border may be crossed."""
    BORDER_SEGMENT = "BORDER_SEGMENT"
    """A section of a border."""
    BASE = "BASE"
    """A military base or an outpost."""


class ActorKind(StrEnum):
    """What an actor is: the eight actor types of ACLED (its inter codes)."""

    STATE_FORCES = "STATE_FORCES"
    """Military and police of a state."""
    REBEL_GROUP = "REBEL_GROUP"
    """An armed group that fights to replace a government or to secede."""
    POLITICAL_MILITIA = "POLITICAL_MILITIA"
    """An armed group that serves a political end without seeking to replace the government."""
    IDENTITY_MILITIA = "IDENTITY_MILITIA"
    """An armed group formed around a community, an ethnic group, a religion or a region."""
    RIOTERS = "RIOTERS"
    """People who are violent in demonstrations or spontaneously, and belong to no standing organisation."""
    PROTESTERS = "PROTESTERS"
    """People who demonstrate peacefully."""
    CIVILIANS = "CIVILIANS"
    """Unarmed people who take no part in the fighting."""
    EXTERNAL_OTHER_FORCES = "EXTERNAL_OTHER_FORCES"
    """Foreign forces, international missions, private security and others."""


class ControlLevel(StrEnum):
    """How firmly a place is held. Where nothing was reported, it is UNKNOWN, which never means the government."""

    CONTROL = "CONTROL"
    """The holder governs the place or commands it by force."""
    INFLUENCE = "INFLUENCE"
    """The holder has the greater say in the place, but does not command it."""
    CONTESTED = "CONTESTED"
    """Two or more sides fight over the place, and none commands it."""
    SHARED = "SHARED"
    """Two or more sides hold the place together, without fighting over it."""
    UNKNOWN = "UNKNOWN"
    """No claim says how firmly, or the holder is in dispute. It never means that the government holds the place."""


class FacilityStatus(StrEnum):
    """Whether a border crossing point, a bridge, an airport or a base can be used."""

    OPEN = "OPEN"
    """It is open, or operates."""
    RESTRICTED = "RESTRICTED"
    """It is open to some only: to certain people or goods, at certain hours, or in part of its width."""
    CLOSED = "CLOSED"
    """It is closed, or does not operate, and could be opened again."""
    DESTROYED = "DESTROYED"
    """It is destroyed, or damaged so that it cannot be used."""
    UNKNOWN = "UNKNOWN"
    """No claim says whether it can be used, or the status is in dispute. It never means that it is open."""


class Direction(StrEnum):
    """The direction for which a border crossing point can be used, seen from the country that the place lies in."""

    INBOUND = "INBOUND"
    """Into the country that the place lies in."""
    OUTBOUND = "OUTBOUND"
    """Out of the country that the place lies in."""
    BOTH = "BOTH"
    """Both directions."""


class Certainty(StrEnum):
    """How well the standing claims support an answer. Of several that apply, it is the first of DISPUTED, POSSIBLE,
    CLAIMED, ESTABLISHED."""

    ESTABLISHED = "ESTABLISHED"
    """The change to this state has certainly happened, no later change may have begun, and no source disputes it."""
    POSSIBLE = "POSSIBLE"
    """A change to another state may already have happened: the day lies between the earliest and the latest date that
    claims leave for it. The answer is the state before it; the new one is among the alternatives."""
    DISPUTED = "DISPUTED"
    """The last word of a voice is for another holder, and nothing clearly later answers it. The holder is that of the
    better voice (by interest, reliability, credibility); null where none is better."""
    CLAIMED = "CLAIMED"
    """Only a party that gains by it reports a change, and nothing clearly later answers it. The holder is the one
    before it; the claimed one is among the alternatives."""
    UNKNOWN = "UNKNOWN"
    """No claim that counts says who holds the place by then. It never means that the government does."""


class OrderReasonKind(StrEnum):
    """Why one turn of a place is taken to have come before another: docs/resolution.md. The strongest first."""

    TIME = "TIME"
    """Its window ends no later than the other's begins."""
    SEEN = "SEEN"
    """It was still seen inside the other's window, so the other came after that sight."""
    LOSER = "LOSER"
    """The other's loser is its holder, or the other is a regaining from its holder."""
    OWN = "OWN"
    """One voice tells of both, and told of this one first."""
    OPEN = "OPEN"
    """Nobody tells: the order is that of last resort, and the two may be in dispute."""


class Manner(StrEnum):
    """How a place changed hands."""

    VIOLENT = "VIOLENT"
    """The gainer took it by fighting."""
    ABANDONED = "ABANDONED"
    """The losers fled before or without a fight."""
    WITHDRAWN = "WITHDRAWN"
    """The losers withdrew in good order."""
    SURRENDERED = "SURRENDERED"
    """The losers surrendered it to the gainer."""
    NEGOTIATED = "NEGOTIATED"
    """It was handed over by an agreement."""
    UNKNOWN = "UNKNOWN"
    """The report does not say how."""
    DISPUTED = "DISPUTED"
    """One report gives two manners that exclude each other, such as ABANDONED and VIOLENT."""


class Interest(StrEnum):
    """What the speaker of a claim stands to gain by it. The speaker is the first utterer where there is one, else the
    source by its affiliation."""

    OWN_GAIN = "OWN_GAIN"
    """The speaker is of the side that gains by the claim, or a belligerent who says that nobody holds the place."""
    AGAINST_INTEREST = "AGAINST_INTEREST"
    """The speaker is of the side that loses by the claim, or fights the side that gains: it is more credible."""
    NEUTRAL = "NEUTRAL"
    """The speaker belongs to neither side, or the claim is not about control."""
    UNKNOWN = "UNKNOWN"
    """Nobody knows: the claim has neither a source nor a speaker, or its first utterer is no registered actor."""


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
    """The word that qualifies a reported number, and so sets its bounds."""

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
    """The report has no such word, or the number was computed from several."""


class PersonGroup(StrEnum):
    """Who the people are who crossed a border."""

    ARMED_FORCES = "ARMED_FORCES"
    """Soldiers, police and border guards."""
    REFUGEES_ASYLUM_SEEKERS = "REFUGEES_ASYLUM_SEEKERS"
    """Refugees and asylum seekers (UNHCR): people who seek protection in the country that they enter."""
    RETURNEES = "RETURNEES"
    """People who return to their own country, whatever the reason."""
    OTHER_CIVILIANS = "OTHER_CIVILIANS"
    """Civilians who are neither refugees, asylum seekers nor returnees."""
    UNKNOWN = "UNKNOWN"
    """The report does not say who they are."""


class Admission(StrEnum):
    """What the country of destination did with the people who came to its border."""

    ALLOWED = "ALLOWED"
    """They were let in."""
    DENIED = "DENIED"
    """They were turned back at the border; no sum of people who crossed includes them."""
    INTERNED = "INTERNED"
    """They were let in and held, as soldiers in a neutral state are."""
    REPATRIATED = "REPATRIATED"
    """They were sent back to their own country."""
    UNKNOWN = "UNKNOWN"
    """The report does not say."""


class CasualtyKind(StrEnum):
    """What happened to people in the fighting."""

    KILLED = "KILLED"
    """Killed."""
    WOUNDED = "WOUNDED"
    """Wounded."""
    CAPTURED = "CAPTURED"
    """Taken prisoner by the other side."""
    MISSING = "MISSING"
    """Fate or whereabouts unknown to those who report it."""
    SURRENDERED = "SURRENDERED"
    """Surrendered to the other side."""


class TallyBasis(StrEnum):
    """Which places a stated total counts."""

    NET = "NET"
    """Places held at the end of the window."""
    GROSS_FALLS = "GROSS_FALLS"
    """Places that fell at any time within the window, recaptured or not."""
    NET_GAIN = "NET_GAIN"
    """Places that fell within the window and were still held at its end."""


class Policy(StrEnum):
    """The named rules by which standing claims become a state: docs/resolution.md."""

    AGAINST_INTEREST = "AGAINST_INTEREST"
    """The default: a claim that comes only from the side that gains by it changes no state."""
    LATEST = "LATEST"
    """As AGAINST_INTEREST, but a claim to one's own gain counts like any other."""
    MOST_RELIABLE = "MOST_RELIABLE"
    """As AGAINST_INTEREST, and of opposing claims that overlap in time only those of the best Admiralty grade count."""
    CAUTIOUS = "CAUTIOUS"
    """As AGAINST_INTEREST, but a disputed place has no holder, and its level is CONTESTED."""


class Step(StrEnum):
    """The time from one point of a series, or one frame of a replay, to the next."""

    DAY = "DAY"
    """One day."""
    WEEK = "WEEK"
    """Seven days."""
    MONTH = "MONTH"
    """One calendar month."""


class Visibility(StrEnum):
    """Who may open an event. Each of them may open what those before it may."""

    PUBLIC = "PUBLIC"
    """Everybody."""
    PARTNER = "PARTNER"
    """Those who work with us: other newsrooms, other organisations."""
    INTERNAL = "INTERNAL"
    """Our own people."""
    SEALED = "SEALED"
    """Only those who read the record itself, and who write to it."""

    def is_open_to(self, clearance: "Visibility") -> bool:
        """Whether somebody of this clearance may open what has this visibility."""
        order = list(Visibility)
        return order.index(self) <= order.index(clearance)
