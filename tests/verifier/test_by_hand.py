"""What docs/proofs.md tells a stranger to do works as it stands there."""

import re
import subprocess
from pathlib import Path

from tests.support.repository import ROOT

PAGE = (ROOT / "docs" / "proofs.md").read_text("utf-8")
SCRIPT = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)


def by_hand(folder: Path, old: str = "", new: str = "") -> list[str]:
    """What the page's script says, after a change of it."""
    [script] = SCRIPT
    assert old in script
    done = subprocess.run(["bash"], input=script.replace(old, new), cwd=folder, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_a_proof_is_checked_by_hand(tmp_path: Path) -> None:
    assert by_hand(tmp_path) == [
        "the text fits the leaf",
        "the leaf leads to the root",
        "Signature Verified Successfully",
    ]


def test_what_was_altered_is_not_proved_by_hand(tmp_path: Path) -> None:
    assert len(by_hand(tmp_path, '"name":"Taliban"', '"name":"Nobody"')) == 2
    assert len(by_hand(tmp_path, '"recordedBy":"desk"', '"recordedBy":"me"')) == 2
    assert by_hand(tmp_path, "root='T", "root='U") == ["the text fits the leaf", "Signature Verification Failure"]
