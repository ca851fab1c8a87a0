"""How far a backup or a restore is, on a bar."""

from rich.progress import Progress as Bar

from service.backup import Progress


def shown_in(bar: Bar) -> Progress:
    """What the service tells, shown on the one task of the bar. Called from any thread."""

    def advance(doing: str, done: int, total: int) -> None:
        bar.update(bar.task_ids[0], description=doing, completed=done, total=total or None)

    return advance
