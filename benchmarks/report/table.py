"""The table as Markdown."""

from collections.abc import Iterable, Sequence

from benchmarks.report.row import Figure, Row

HEADINGS = ("work", "ours", "beside", "result", "spread", "goal", "met")
VERDICTS = {True: "yes", False: "**no**", None: ""}


def goals_table(rows: Sequence[Row]) -> str:
    """A line for each row: figures are medians of rounds, spreads are the least and the most of them."""
    return markdown(HEADINGS, map(_cells, rows))


def markdown(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """The first column is text; the others are set to the right."""
    rule = ["---", *("---:" for _ in headings[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rule, *lines))


def _cells(row: Row) -> Sequence[str]:
    work = f"{row.work}; {row.server}"
    if row.refusal:
        return work, "none", row.peer_name, "", "", _goal(row), f"{VERDICTS[row.met]}: {_cell(row.refusal)}"
    beside = f"{row.peer_name} {_figure(row.peer)}" if row.peer else row.peer_name
    return work, _figure(row.ours), beside, _result(row), _spread(row), _goal(row), VERDICTS[row.met]


def _figure(figure: Figure | None) -> str:
    return f"{number(figure.middle)} {figure.unit}" if figure else ""


def _result(row: Row) -> str:
    if row.result is None:
        return ""
    return f"{number(row.result)} x" if row.ratios else _figure(row.ours)


def _spread(row: Row) -> str:
    values = row.ratios or (row.ours.samples if row.ours else ())
    return f"{number(min(values))} to {number(max(values))}" if len(values) > 1 else ""


def _goal(row: Row) -> str:
    if row.bound is None:
        return ""
    unit = "x" if row.peer or row.peer_name else row.ours.unit if row.ours else ""
    return f"{'>=' if row.at_least else '<='} {number(row.bound)} {unit}"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())[:120]


def number(value: float) -> str:
    """Three digits that count, or all before the point."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.0005 else f"{value:.1g}"
