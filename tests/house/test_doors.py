"""Every way in starts what it says: make, CI, compose and the image."""

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.repository import PYPROJECT, ROOT, run

COMPOSE = YAML(typ="safe").load(ROOT / "docker-compose.yml")


@pytest.mark.parametrize("target", ["demo", "test", "bench", "trust", "lint", "format", "lock", "clean"])
def test_make_help_names_every_target(target: str) -> None:
    assert re.search(rf"^make {target}\b", run("make").stdout, re.MULTILINE)


def test_make_demo_serves_on_the_port_asked_for() -> None:
    assert "timeline demo --port 8123" in run("make", "--dry-run", "demo", "PORT=8123").stdout


def test_make_refuses_an_old_python(tmp_path: Path) -> None:
    old = tmp_path / "python2"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    refused = run("make", "demo", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}")

    assert refused.returncode != 0
    assert "needs Python 3.11 or newer" in refused.stderr


def test_make_lets_the_processes_of_a_test_run_share_what_they_compile() -> None:
    words = "make", "--silent", "--eval=shown: ; @echo kept=$$PYTHONDONTWRITEBYTECODE", "shown"

    assert run("env", "PYTHONDONTWRITEBYTECODE=1", *words).stdout == "kept=\n"


@pytest.mark.parametrize("failing", ["", "lint", "test", "lint test"])
def test_ci_fails_where_style_types_or_tests_do(tmp_path: Path, failing: str) -> None:
    """given a CI in which nothing need be installed, then it ends as both of its checks do, and shows what they say"""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    programs = tmp_path / "programs"
    programs.mkdir()
    make = f'#!/bin/sh\necho "made $1"\ncase " {failing} " in *" $1 "*) exit 1;; esac\n'
    nothing = dict.fromkeys(("apt-get", "ogrinfo", "chromium", "nginx", "nats-server", "java"), "#!/bin/sh\n")
    for name, text in {**nothing, "make": make, "../.venv/bin/python": "#!/bin/sh\n"}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)

    ended = run("env", f"PATH={programs}{os.pathsep}{os.environ['PATH']}", str(tmp_path / ".ci" / "run"))

    assert (ended.returncode != 0) is bool(failing)
    assert {"made lint", "made test"} <= set(ended.stdout.splitlines())


def test_compose_file_is_a_valid_one() -> None:
    schema = ["--builtin-schema", "vendor.compose-spec"]
    checked = run(sys.executable, "-m", "check_jsonschema", *schema, "docker-compose.yml")

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_compose_publishes_nothing_beyond_this_machine() -> None:
    published = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_compose_has_no_password_of_its_own() -> None:
    passwords = [
        value
        for service in COMPOSE["services"].values()
        for name, value in service["environment"].items()
        if name.endswith("PASSWORD")
    ]

    assert len(passwords) == 2
    assert all(value.startswith("${POSTGRES_PASSWORD:?") for value in passwords)


def test_image_and_demo_have_the_extras_that_the_examples_need() -> None:
    makefile, extras = (ROOT / "Makefile").read_text(), {"boundaries", "maps", "parquet"}
    [of_image] = re.findall(r"^IMAGE_EXTRAS := (.+)$", makefile, re.MULTILINE)

    assert extras <= PYPROJECT["project"]["optional-dependencies"].keys()
    assert f"'.[{','.join(sorted(extras))}]'" in makefile
    assert extras <= set(of_image.split())


def test_image_installs_nothing_whose_hash_is_not_known() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    installs = [line for line in dockerfile.splitlines() if re.search(r"\bpip (install|wheel)\b", line)]

    assert installs
    assert all("--no-deps" in line for line in installs)
    assert all(
        "--require-hashes" in line or "--no-index" in line or "--no-build-isolation" in line for line in installs
    )


def test_images_that_are_built_upon_are_named_by_their_digests() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    sources = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    [python] = re.findall(r"^ARG PYTHON_IMAGE=(.+)$", dockerfile, re.MULTILINE)
    pulled = [service["image"] for service in COMPOSE["services"].values() if "image" in service]

    assert sources == ["${PYTHON_IMAGE}"] * 2
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d[\w.-]*@sha256:[0-9a-f]{64}", image) for image in (python, *pulled))


def test_image_has_the_versions_that_the_tests_run_on() -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
    of_image = dict(
        re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "deploy" / "requirements.txt").read_text(), re.MULTILINE)
    )
    needed = {re.split(r"[\[><=; ]", each)[0] for each in PYPROJECT["project"]["dependencies"]}

    assert needed <= of_image.keys()
    assert of_image.items() <= pinned.items()


def test_compose_gives_the_api_nothing_to_write_to_and_no_rights() -> None:
    api = COMPOSE["services"]["api"]

    assert api["read_only"] is True
    assert api["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in api["security_opt"]


def test_image_and_compose_start_the_same_command() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert f"CMD {json.dumps(COMPOSE['services']['api']['command'])}" in dockerfile


@pytest.mark.parametrize(
    "words",
    [COMPOSE["services"]["api"]["command"], ["timeline", "demo", "--port", "8000"]],
    ids=["compose", "make demo"],
)
def test_commands_and_their_options_exist(words: list[str]) -> None:
    commands = the_commands()
    program, name, *rest = words

    assert program in PYPROJECT["project"]["scripts"]
    assert name in commands
    options = {option for parameter in commands[name].params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= options


def test_compose_sets_only_settings_that_exist() -> None:
    from api.settings import Settings

    prefix = Settings.model_config["env_prefix"]
    settings = {f"{prefix}{field}".upper() for field in Settings.model_fields}
    given = {name for name in COMPOSE["services"]["api"]["environment"] if name.startswith("TIMELINE_")}

    assert given
    assert given <= settings


GIVEN_BY_COMPOSE = {"database_url", "database_wait_seconds", "host", "port"}
NOT_IN_A_CONTAINER = {"open_writes"}
"""It listens for other machines than itself, and so nobody writes without a token."""


def test_the_example_for_compose_has_every_setting_with_its_default() -> None:
    """given .env.example with nothing commented out; then it is a list of all settings, and changes none of them"""
    from api.settings import PREFIX, Settings

    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    assigned = dict(line.removeprefix("# ").split("=", 1) for line in lines if re.match(r"(# )?[A-Z_]+=", line))
    shown = {name.removeprefix(PREFIX).lower(): value for name, value in assigned.items() if name.startswith(PREFIX)}

    assert shown.keys() == Settings.model_fields.keys() - GIVEN_BY_COMPOSE - NOT_IN_A_CONTAINER
    given = Settings(**shown)
    assert {name: getattr(given, name) for name in shown} == {
        name: Settings.model_fields[name].default for name in shown
    }


def test_every_setting_reaches_the_container() -> None:
    api = COMPOSE["services"]["api"]

    assert api["env_file"] == [{"path": ".env", "required": False}]
    options = {word.removeprefix("--") for word in api["command"] if word.startswith("--")}
    settings = {name.removeprefix("TIMELINE_").lower() for name in api["environment"] if name.startswith("TIMELINE_")}
    assert options | settings == GIVEN_BY_COMPOSE | {"allowed_hosts"}


def test_the_container_is_reached_under_its_own_names_and_those_of_the_proxy() -> None:
    hosts = COMPOSE["services"]["api"]["environment"]["TIMELINE_ALLOWED_HOSTS"]

    assert hosts == "127.0.0.1,localhost${TIMELINE_ALLOWED_HOSTS:+,${TIMELINE_ALLOWED_HOSTS}}"
    assert "http://127.0.0.1:8000/healthz" in str(COMPOSE["services"]["api"]["healthcheck"])


def the_commands() -> dict[str, Any]:
    from typer.main import get_command

    from api.cli import app

    return get_command(app).commands  # type: ignore[attr-defined]
