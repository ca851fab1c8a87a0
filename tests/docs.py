"""Answers in the docs are made by asking: `make docs` writes them, tests/test_docs.py refuses any that have changed."""

import asyncio
import json
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from api.app import create_app
from api.settings import Settings
from importers import jsonl
from sample.queries import Question, questions
from store import log

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WIDTH = 100


def compact(value: Any, indent: str = "") -> str:
    """JSON with everything that fits in a line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {compact(inner, deeper)}" for key, inner in value.items()]
    else:
        parts = [compact(inner, deeper) for inner in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(parts) + f"\n{indent}{closing}"
