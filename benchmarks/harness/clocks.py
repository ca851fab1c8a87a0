"""Processor time and memory of a process with all its children. Linux only.

A process's own clock counts nanoseconds of all its threads, in user mode and in the kernel. Of children that have ended
only the kernel's sum is left, which counts in hundredths of a second.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterable

import psutil

LOOKED_AT_SECONDS = 0.1
"""How often a program that runs is asked for its memory, and for the time of its helpers."""


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time since their start of these processes and of all that they have started."""
    return sum(_family_seconds(pid) for pid in pids)


def memory_megabytes(pids: Iterable[int]) -> float:
    """Resident memory of these processes and their children; pages that several share count in each."""
    return sum(_resident(member) for pid in pids for member in _family(pid)) / 1e6


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _family_seconds(pid: int) -> float:
    return sum(_clock(member.pid) + _ended_children(member) for member in _family(pid))


def _helper_seconds(pid: int) -> float:
    """Of all that a process has started and that has not ended."""
    return sum(_clock(helper.pid) + _ended_children(helper) for helper in _family(pid)[1:])


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _clock(pid: int) -> float:
    """The clock of another process: clock_getcpuclockid(3)."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def _ended_children(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.children_user + times.children_system)


def run_and_measure(arguments: list[str], environment: dict[str, str] | None = None) -> tuple[float, float, float]:
    """Run a program to its end: wall seconds, processor seconds and the most resident megabytes, with its children.

    The kernel's sum has only those children that the program waits for, and nobody waits for a server of forks. So its
    helpers are looked at while it runs: their last tenth of a second may be missing. RuntimeError with what it wrote to
    standard error if it fails.
    """
    most = of_helpers = 0.0
    with tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=errors, env={**os.environ, **(environment or {})}
        )
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            most = max(most, memory_megabytes([process.pid]))
            of_helpers = max(of_helpers, _helper_seconds(process.pid))
            time.sleep(LOOKED_AT_SECONDS)
        _, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(f"{' '.join(arguments)}\n{errors.read().decode(errors='replace')[-2_000:]}")
    return wall, used.ru_utime + used.ru_stime + of_helpers, most
