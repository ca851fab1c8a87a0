"""How long the event loop of a server has been busy: its main thread's own time on a processor.

On a machine that others use too, the time on the clock says more about them.
"""

from pathlib import Path


def busy_ms(pid: int) -> float:
    """Milliseconds since the process began. Linux only: proc(5), schedstat."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6
