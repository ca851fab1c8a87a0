"""What a verification found, for a reader and for a program."""

from typing import Any

from api.cli.output.console import err, out
from store.write.verification.finding import Code, Verification

_GUARDS = {Code.GUARD_MISSING, Code.GUARD_CHANGED}


def as_json(verification: Verification) -> dict[str, Any]:
    return {
        "sound": not verification.count,
        "logIsSound": verification.log_is_sound,
        "head": verification.head,
        "events": verification.events,
        "batches": verification.batches,
        "findingCount": verification.count,
        "firstPosition": verification.first_position,
        "findings": [
            {"position": finding.position, "code": finding.code, "message": finding.message}
            for finding in verification.findings
        ],
        "remedies": remedies(verification),
    }


def print_verification(verification: Verification, *, of: str, with_projections: bool) -> None:
    """`of` names what was verified: the database, or a file."""
    events, batches = _counted(verification.events, "event"), _counted(verification.batches, "batch", "batches")
    size = f"{events} in {batches}, up to position {verification.head:,}"
    if not verification.count:
        also = ", and so are the projections" if with_projections else ""
        out().print(f"Verified {of}: {size}. The log is as it was recorded{also}.")
        return
    first = verification.first_position
    where = "" if first is None else f", the first at position {first:,}"
    out().print(f"Verified {of}: {size}. {_counted(verification.count, 'finding')}{where}.")
    print_findings(verification)


def print_findings(verification: Verification) -> None:
    """Each with its position, and then what to do, on standard error."""
    for finding in verification.findings:
        where = "database" if finding.position is None else f"position {finding.position:,}"
        err().print(f"  {where}: {finding.message} [{finding.code}]")
    if (more := verification.count - len(verification.findings)) > 0:
        err().print(f"  and {more:,} more: --limit shows them")
    for remedy in remedies(verification):
        err().print(remedy)


def _counted(number: int, what: str, several: str = "") -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {several or what + 's'}"


def remedies(verification: Verification) -> list[str]:
    """What to do about the findings."""
    codes = {finding.code for finding in verification.kept}
    found = []
    if any(not code.is_of_projections and code not in _GUARDS for code in codes):
        found.append(
            "Stop recording, keep this database as it is, and restore the newest backup that verifies into a new one: "
            "timeline restore FILE --database-url NEW. See docs/operating.md."
        )
    if codes & _GUARDS:
        found.append(
            "Without its triggers the log was open to changes, also to such as nothing here can notice: compare it "
            "with a backup, and move it into a new database, which has them: timeline export -o log.jsonl, then "
            "timeline import --restore log.jsonl --database-url NEW."
        )
    if any(code.is_of_projections for code in codes):
        found.append("timeline rebuild makes the projections again from the log.")
    return found
