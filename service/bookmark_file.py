"""Where a follower of the log keeps how far it has come: a small file of JSON, replaced as a whole."""

import json
from pathlib import Path

from domain.values.problems import FieldError
from service import json_text
from service.exporting.whole_file import whole_file
from store.read.outbox import Bookmark

FORMAT = "conflict-timeline/bookmark/1"


def read(path: Path) -> Bookmark | None:
    """None where there is no file yet. Raises FieldError where it is not one of ours; OSError."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        fields = json.loads(text)
        if fields["format"] != FORMAT or type(fields["position"]) is not int or fields["position"] < 0:
            raise ValueError
        root = fields["root"]
        return Bookmark(fields["position"], None if root is None else bytes.fromhex(root).hex())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = f"{path} is no bookmark of a follower: name another file, or take this one away and give --after"
        raise FieldError("NO_BOOKMARK", message) from None


def write(path: Path, bookmark: Bookmark) -> None:
    """On the disk when this returns; a crash leaves the old file or the new one. Raises OSError."""
    with whole_file(path) as file:
        file.write(json_text.encode({"format": FORMAT, "position": bookmark.position, "root": bookmark.root}) + b"\n")
