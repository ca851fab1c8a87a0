"""The pages for browsers are built with the Python package, so that whoever installs it needs no Node.js."""

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = Path(__file__).parent / "dashboard" / "build.py"


class DashboardHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if os.environ.get("TIMELINE_DASHBOARD") != "skip":
            runpy.run_path(str(BUILD), run_name="__main__")
