"""The closed lists of words about counts of people: by what they are broken down, and why a bound is what it is."""

from enum import StrEnum


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
    """They may be the same people as those of another incident: no claim rules it out."""
    MAY_LIE_OUTSIDE = "MAY_LIE_OUTSIDE"
    """Some of them may fall within the question, so they count in the upper bound only."""
    NOT_ADMITTED = "NOT_ADMITTED"
    """They were turned back at the border."""


class CountAxis(StrEnum):
    """What a sum of casualties can be broken down by."""

    DAY = "DAY"
    """Every civil day for which something was reported."""
    MONTH = "MONTH"
    """Every calendar month; the first and the last as far as the question goes."""
    PLACE = "PLACE"
    """The places where people came to harm, as reported, or those of a kind around them."""
    PARTY = "PARTY"
    """The actors that the casualties belonged to, as far as somebody says."""
    KIND = "KIND"
    """What happened to them, one kind at a time."""
