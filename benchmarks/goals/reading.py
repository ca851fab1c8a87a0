"""Questions to a server that has been asked before, beside peers and beside our own plain answer."""

from collections.abc import Callable

from benchmarks.goals import agreement
from benchmarks.goals.contest import Contest
from benchmarks.harness import peer_questions, questions
from benchmarks.harness.client import Ask, Client
from benchmarks.harness.stage import Stage
from benchmarks.harness.work import Work

PINNED_DAY = "2015-05-05"
KNOWN_ON = "2016-06-01"


def as_of(stage: Stage) -> list[Contest]:
    agreement.check_as_of(stage)
    title = "map of 401 districts as 12 fields, dates vary"
    mercurius = Work(title, stage.mercurius, peer_questions.mercurius())
    postgraphile = Work(title, stage.postgraphile, peer_questions.postgraphile())
    plain = Work(title, stage.plain, peer_questions.plain("/as-of"))
    # No goal is set beside SQL without GraphQL: it is shown.
    peers = [(mercurius, 1.0), (postgraphile, 1 / 8), (plain, None)]
    return [Contest("as-of", _on_both(stage, title, questions.as_of()), peers)]


def objects(stage: Stage) -> list[Contest]:
    title = f"{stage.options.places:,} districts as objects, in pages of 1,000"
    mercurius = Work(title, stage.mercurius, peer_questions.mercurius(None))
    return [Contest("objects", _on_both(stage, title, questions.every_place()), [(mercurius, 1.0)])]


def frame(stage: Stage) -> list[Contest]:
    agreement.check_frame(stage)
    title = f"{stage.options.wide_places:,} districts as a frame"
    plain = Work(title, stage.plain_wide, peer_questions.plain("/frame", None))
    return [Contest("frame", [Work(title, stage.ours_wide, questions.frame())], [(plain, 1 / 3)])]


def pinned(stage: Stage) -> list[Contest]:
    client = Client(stage.ours.port)
    token = questions.token(client, PINNED_DAY)
    etag = questions.pinned(token)(client, 0).headers["ETag"]
    static = Work("bytes that never change", stage.plain, peer_questions.static_get())
    whole = Work("a map by its token, again and again", stage.ours, questions.pinned(token))
    unchanged = Work("a map by its token with its tag: 304", stage.ours, questions.pinned(token, etag))
    return [Contest("pinned", [whole], [(static, 1.3)]), Contest("pinned", [unchanged], [(static, 1.2)])]


def trivial(stage: Stage) -> list[Contest]:
    static = Work("bytes that never change", stage.plain, peer_questions.static_post("/small"))
    title = "the trivial question { log { head } }"
    return [Contest("trivial", _on_both(stage, title, questions.trivial()), [(static, 3.0)])]


def known_on(stage: Stage) -> list[Contest]:
    title = f"map of 401 districts as known on {KNOWN_ON}, dates vary, warm"
    work = Work(title, stage.ours, questions.as_of_known_on(KNOWN_ON))
    head = Work("map of 401 districts at our own head", stage.ours, questions.as_of(), first_number=2_000)
    return [Contest("known-on", [work], [(head, 2.0)])]


def series(stage: Stage) -> list[Contest]:
    agreement.check_series(stage)
    title = "series of 20 years by day, 401 districts"
    plain = Work(title, stage.plain, peer_questions.plain_series())
    return [Contest("series", _on_both(stage, title, questions.series()), [(plain, 1 / 4)])]


def diff(stage: Stage) -> list[Contest]:
    places = f"{stage.options.wide_places:,} districts"
    dates = Work(f"diff of two dates a year apart, {places}", stage.ours_wide, questions.diff_of_dates())
    known = Work(f"diff of two knownOns half a year apart, {places}", stage.ours_wide, questions.diff_of_known_days())
    alone = Contest("diff", [dates], bound_ms=60 if stage.has_wide_goals else None)
    return [alone, Contest("diff", [known], [(dates, 20.0)])]


def replay(stage: Stage) -> list[Contest]:
    title = "replay of 1,040 weeks, 401 districts with as much news as a million events bring"
    work = Work(title, stage.ours_dense, questions.replay(), first_number=1)
    return [Contest("replay", [work], bound_ms=400 if stage.has_goals else None)]


def large(stage: Stage) -> list[Contest]:
    title = f"the same map of a log of {stage.options.large_events:,} events"
    usual = Work(f"of {stage.options.events:,} events", stage.ours, questions.as_of(), first_number=4_000)
    other = Work(title, stage.ours_large, questions.as_of())
    return [Contest("large", [other], [(usual, 1.1)])]


CONTESTS: dict[str, Callable[[Stage], list[Contest]]] = {
    "as-of": as_of,
    "objects": objects,
    "frame": frame,
    "pinned": pinned,
    "trivial": trivial,
    "known-on": known_on,
    "series": series,
    "diff": diff,
    "replay": replay,
    "large": large,
}


def _on_both(stage: Stage, title: str, ask: Ask) -> list[Work]:
    return [Work(title, server, ask) for server in (stage.ours, stage.ours_on_postgres)]
