"""Makes `07-outlines.jsonl` of the sample anew, from the boundaries of Afghanistan that geoBoundaries publishes:

    python -m sample.outlines geoBoundaries-AFG-ADM1_simplified.geojson geoBoundaries-AFG-ADM2_simplified.geojson

A boundary is matched with a place on record as `timeline places import` would match it, and by hand where that refuses
to decide. The districts are simplified together and a province is what its districts cover, so all borders meet. It
needs shapely 2.2, in the extra `boundaries`.
"""

import sys
from pathlib import Path

from domain.events import interchange
from sample.outlines.outline_events import SAMPLE, outline_events


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    provinces, districts = map(Path, arguments)
    lines = [interchange.write(event) + "\n" for event in outline_events(provinces, districts)]
    (SAMPLE / "07-outlines.jsonl").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
