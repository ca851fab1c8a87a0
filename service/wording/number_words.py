"""A number range in words."""


def range_words(low: int | None, high: int | None, *, thousands: str = ",", unknown: str = "no number") -> str:
    """`131 or more`, `up to 100`, `280 to 2,300`; `unknown` where both bounds are open."""

    def digits(number: int) -> str:
        return f"{number:,}".replace(",", thousands)

    if low is None:
        return unknown if high is None else f"up to {digits(high)}"
    if high is None:
        return f"{digits(low)} or more"
    return digits(low) if low == high else f"{digits(low)} to {digits(high)}"
