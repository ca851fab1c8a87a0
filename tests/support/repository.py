"""Where the repository and its sample lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_FILES = sorted((ROOT / "sample" / "afghanistan-2021").glob("*.jsonl"))
"""The events of the sample, in the order in which they are imported."""
