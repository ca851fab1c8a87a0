"""A failing world in words: what was true, what was reported, what was answered."""

from collections import Counter
from itertools import groupby

from domain.control.claims import Held
from domain.control.state import State
from domain.values.terms import Interest, Policy
from tests.reference.folds import Answers, Fold
from tests.reference.true_reports import Form, Report
from tests.reference.true_worlds import TrueWorld
from tests.reference.truthfulness import Failure


def shape(world: TrueWorld, failure: Failure) -> str:
    """What kind of failure it is: which forms of report are for the truth, for the answer, or for a third state."""
    words = Counter(_form(report) + ":" + _side(report, failure) for report in world.reports)
    return ", ".join(f"{count} {word}" if count > 1 else word for word, count in sorted(words.items()))


def described(world: TrueWorld, failure: Failure, fold: Fold, policy: Policy) -> str:
    lines = [
        f"{failure.kind} on {failure.day}: {_answer(failure.state)}; and there is {_held(failure.truth)}",
        f"  truth    {_truth(world)}",
        *(f"  claim {position:2} {_report(report)}" for position, report in enumerate(world.reports, start=1)),
        f"  answers  {_answers(world, fold, policy)}",
    ]
    return "\n".join(lines)


def _form(report: Report) -> str:
    grain = "hour" if "T" in report.occurred else "days" if "/" in report.occurred else "day"
    marks = [
        "+loser" if report.loser else "",
        "+regained" if report.regained else "",
        "+own" if report.interest is Interest.OWN_GAIN else "",
    ]
    return f"{report.form}-{grain}{''.join(marks)}"


def _side(report: Report, failure: Failure) -> str:
    if report.held == failure.truth:
        return "true"
    return "answer" if report.held == (failure.state.holder, failure.state.level) else "other"


def _truth(world: TrueWorld) -> str:
    turns = (f"{turn.moment:%m-%d %H:%M} {_held(turn.held)}" for turn in world.history.turns)
    return "; ".join([_held(world.history.initial), *turns])


def _report(report: Report) -> str:
    verb = {Form.CHANGE: "took it", Form.SIGHT: "is seen", Form.LIST: "is on a list"}[report.form]
    words = [f"{report.voice}: {_held(report.held)} {verb} {report.occurred}"]
    words += [f"from {report.loser}"] if report.loser else []
    words += ["again"] if report.regained else []
    words += [report.interest] if report.interest is not Interest.NEUTRAL else []
    words += [f"{report.reliability or '-'}{report.credibility or '-'}"] if _is_graded(report) else []
    return ", ".join([" ".join(words), f"published {report.published:%m-%d}"])


def _is_graded(report: Report) -> bool:
    return report.reliability is not None or report.credibility is not None


def _answers(world: TrueWorld, fold: Fold, policy: Policy) -> str:
    answers = Answers(fold(world.claims, policy))
    runs = groupby(world.days, key=lambda day: _answer(answers.on(day)))
    return "; ".join(f"{next(days):%m-%d} {answer}" for answer, days in runs)


def _answer(state: State) -> str:
    others = "".join(f" | {_held((other.holder, other.level))}" for other in state.alternatives)
    return f"{state.certainty} {_held((state.holder, state.level))}{others}"


def _held(held: Held) -> str:
    holder, level = held
    return f"{holder or 'nobody'}" + ("" if level == "CONTROL" else f" {level}")
