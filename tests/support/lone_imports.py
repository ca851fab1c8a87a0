"""Imports every module of a package alone, each in a process of its own that has loaded none of the others.

Run as a program, in an interpreter that knows no module of ours: `lone_imports.py FOLDER PACKAGE...` writes as JSON why
which modules cannot be imported. Packages are given from the bottom to the top. Starting an interpreter for each module
would take minutes, so one loads what is not ours and then forks. Once all modules of a package have been imported alone,
the package is loaded for those above it: what imports alone also imports where more is loaded, so the order in which
modules of a lower floor are first asked for cannot matter.
"""

import ast
import gc
import importlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path


def modules(folder: Path, package: str) -> Iterator[str]:
    """The dotted name of every module within a package."""
    for path in sorted((folder / package).rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def foreign_imports(folder: Path, packages: list[str]) -> set[str]:
    """Modules that are not ours and that ours import when they are loaded."""
    names: set[str] = set()
    for path in (path for package in packages for path in (folder / package).rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    return {name for name in names if name.partition(".")[0] not in packages}


def failure(module: str) -> str:
    """Why the module cannot be imported in a fork of this process, or nothing."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            importlib.import_module(module)
        except BaseException:
            os.write(writer, traceback.format_exc(limit=-3).encode()[-4_000:])
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8", errors="replace") as pipe:
        reason = pipe.read()
    _, status = os.waitpid(child, 0)
    return reason or ("" if status == 0 else f"ended with status {status}")


def failures(folder: Path, packages: list[str]) -> dict[str, str]:
    sys.path.insert(0, str(folder))
    gc.disable()  # Each process ends before it needs its memory back.
    for name in sorted(foreign_imports(folder, packages)):
        importlib.import_module(name)
    assert not [name for name in sys.modules if name.partition(".")[0] in packages]
    failed: dict[str, str] = {}
    for package in packages:
        names = list(modules(folder, package))
        broken = {name: reason for name in names if (reason := failure(name))}
        failed |= broken
        for name in names if not broken else []:
            importlib.import_module(name)
    return failed


if __name__ == "__main__":
    print(json.dumps(failures(Path(sys.argv[1]), sys.argv[2:])))
