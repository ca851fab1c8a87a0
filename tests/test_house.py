"""What the house promises about itself: its floors, its doors, and what may lie in the repository."""

import json
import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
COMPOSE = YAML(typ="safe").load(ROOT / "docker-compose.yml")
SIZE_LIMIT_BYTES = 600 * 1024

# Dots are escaped, so no pattern finds itself here.
PACKAGE_HOSTS = re.compile(
    r"\b(pypi\.(org|python\.org)|pythonhosted\.org|registry\.(npmjs\.org|yarnpkg\.com|npmmirror\.com)"
    r"|(deb|security)\.debian\.org|proxy\.golang\.org|jfrog\.io)\b"
    r"|\b(index-url|extra-index-url|find-links)\s*=|//[^\s/]+/(simple|pypi|npm)/"
)
MACHINE_PATHS = re.compile(r"(?<![\w.:~-])/(work|root|opt/(pypi|wheels)|home/\w+|Users/\w+|var/folders)/")
A_PIN = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w .'<>=!()]+)?")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    # A make that runs these tests must not steer the make that they run.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name and name != "MFLAGS"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def kept_files() -> list[Path]:
    """What git tracks, or would with the next `git add`."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert paths
    return [path for path in paths if path.is_file()]


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in kept_files()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


class TestFloors:
    def test_imports_point_one_way(self) -> None:
        linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
        checked = run(sys.executable, "-c", linter, "--no-cache", "--no-logo")

        assert checked.returncode == 0, checked.stdout + checked.stderr

    def test_no_floor_escapes_the_linter(self) -> None:
        floors = {"api", "store", "importers", "domain"}
        built = {floor for floor in floors if any((ROOT / floor).glob("**/*.py"))}

        assert built <= set(PYPROJECT["tool"]["importlinter"]["root_packages"])

    def test_every_floor_ships_in_the_wheel(self) -> None:
        shipped = set(PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
        packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}

        assert packages <= shipped


class TestDoors:
    @pytest.mark.parametrize("target", ["demo", "test", "bench", "lint", "format", "lock", "clean"])
    def test_make_help_names_every_target(self, target: str) -> None:
        assert re.search(rf"^make {target}\b", run("make").stdout, re.MULTILINE)

    def test_make_demo_serves_on_the_port_asked_for(self) -> None:
        assert "timeline demo --port 8123" in run("make", "--dry-run", "demo", "PORT=8123").stdout

    def test_make_refuses_an_old_python(self, tmp_path: Path) -> None:
        old = tmp_path / "python2"
        old.write_text("#!/bin/sh\nexit 1\n")
        old.chmod(0o755)

        refused = run("make", "demo", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}")

        assert refused.returncode != 0
        assert "needs Python 3.11 or newer" in refused.stderr

    def test_ci_checks_style_and_types_and_then_runs_the_tests(self) -> None:
        script = ROOT / ".ci" / "run"

        assert os.access(script, os.X_OK)
        commands = [line for line in script.read_text().splitlines() if line.startswith("make")]
        assert commands == ["make lint", "make test"]

    def test_compose_file_is_a_valid_one(self) -> None:
        schema = ["--builtin-schema", "vendor.compose-spec"]
        checked = run(sys.executable, "-m", "check_jsonschema", *schema, "docker-compose.yml")

        assert checked.returncode == 0, checked.stdout + checked.stderr

    def test_compose_publishes_nothing_beyond_this_machine(self) -> None:
        published = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]

        assert published
        assert all(port.startswith("127.0.0.1:") for port in published)

    def test_compose_has_no_password_of_its_own(self) -> None:
        passwords = [
            value
            for service in COMPOSE["services"].values()
            for name, value in service["environment"].items()
            if name.endswith("PASSWORD")
        ]

        assert len(passwords) == 2
        assert all(value.startswith("${POSTGRES_PASSWORD:?") for value in passwords)

    def test_image_and_compose_start_the_same_command(self) -> None:
        dockerfile = (ROOT / "Dockerfile").read_text()

        assert f"CMD {json.dumps(COMPOSE['services']['api']['command'])}" in dockerfile

    @pytest.mark.parametrize(
        "words",
        [COMPOSE["services"]["api"]["command"], ["timeline", "demo", "--port", "8000"]],
        ids=["compose", "make demo"],
    )
    def test_commands_and_their_options_exist(self, words: list[str]) -> None:
        commands = the_commands()
        program, name, *rest = words

        assert program in PYPROJECT["project"]["scripts"]
        assert name in commands
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= options

    def test_compose_sets_only_settings_that_exist(self) -> None:
        from api.settings import Settings

        prefix = Settings.model_config["env_prefix"]
        settings = {f"{prefix}{field}".upper() for field in Settings.model_fields}
        given = {name for name in COMPOSE["services"]["api"]["environment"] if name.startswith("TIMELINE_")}

        assert given
        assert given <= settings


class TestRepository:
    def test_no_file_names_a_package_host(self) -> None:
        assert lines_that_match(PACKAGE_HOSTS) == []

    def test_no_file_names_a_path_of_the_machine_it_was_made_on(self) -> None:
        assert lines_that_match(MACHINE_PATHS) == []

    @pytest.mark.parametrize(
        ("pattern", "leak"),
        [
            (PACKAGE_HOSTS, "https://files." + "pythonhosted" + ".org/packages/x.whl"),
            (PACKAGE_HOSTS, "https://mirror.example" + "/npm/graphql/-/graphql-16.0.0.tgz"),
            (PACKAGE_HOSTS, "--extra-index-url" + "=file:///x"),
            (MACHINE_PATHS, "cd /" + "work/main"),
            (MACHINE_PATHS, 'File "/' + 'home/someone/x.py"'),
        ],
    )
    def test_the_patterns_find_a_leak(self, pattern: re.Pattern[str], leak: str) -> None:
        assert pattern.search(leak)

    def test_no_file_is_too_large_to_review(self) -> None:
        sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in kept_files()}

        assert {path: size for path, size in sizes.items() if size > SIZE_LIMIT_BYTES} == {}

    def test_constraints_hold_pins_and_nothing_else(self) -> None:
        pins = (ROOT / "constraints.txt").read_text().splitlines()

        assert pins
        assert [pin for pin in pins if not A_PIN.fullmatch(pin)] == []

    def test_constraints_pin_every_direct_dependency(self) -> None:
        project = PYPROJECT["project"]
        declared = {*project["dependencies"], *chain(*project["optional-dependencies"].values())}
        pinned = {pin.partition("==")[0] for pin in (ROOT / "constraints.txt").read_text().splitlines()}

        assert {re.match(r"[a-z0-9-]+", requirement)[0] for requirement in declared} <= pinned  # type: ignore[index]

    def test_uv_lock_is_not_kept(self) -> None:
        assert ROOT / "uv.lock" not in kept_files()

    def test_npm_locks_name_no_download_address(self) -> None:
        locks = [path for path in kept_files() if path.name == "package-lock.json"]

        assert locks
        assert [str(path) for path in locks if has_key(json.loads(path.read_text()), "resolved")] == []


def the_commands() -> dict[str, Any]:
    from typer.main import get_command

    from api.cli import app

    return get_command(app).commands  # type: ignore[attr-defined]


def has_key(tree: object, key: str) -> bool:
    if isinstance(tree, dict):
        return key in tree or any(has_key(branch, key) for branch in tree.values())
    return isinstance(tree, list) and any(has_key(branch, key) for branch in tree)
