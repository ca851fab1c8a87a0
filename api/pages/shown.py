"""Pages from templates: everything that comes from the log is escaped, and only web addresses become links."""

import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi.responses import HTMLResponse

from api.http.headers import RECORD_POLICY
from api.http.prefix import prefix
from api.pages.asked import PageRefusal
from domain.values.sealed import short_sealed

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(str(files("api") / "pages" / "templates"))


def shown(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    text = _environment().get_template(template).render(**values)
    return HTMLResponse(text, status, headers={"cache-control": "no-cache", "content-security-policy": RECORD_POLICY})


def refusal_shown(refusal: PageRefusal) -> HTMLResponse:
    return shown("refusal.html", refusal.status, refusal=refusal)


@cache
def _environment() -> "Environment":
    # Who asks for no page need not wait for Jinja.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (words, value_words, day, moment, when, bounds, link, web_address, query)
    environment.filters |= {filter.__name__: filter for filter in filters} | {"sealed": short_sealed}
    environment.globals["root"] = prefix
    return environment


def words(name: str) -> str:
    """A name of the schema as words: `publishedAt`, `BORDER_CROSSING_POINT` and `ControlChanged` alike."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()
    return apart[:1].upper() + apart[1:]


def value_words(value: Any) -> str:
    """A value of an enum as words; any other text stays as it is."""
    text = str(value)
    return text.replace("_", " ").lower() if re.fullmatch(r"[A-Z][A-Z_]+", text) else text


def moment(value: str) -> str:
    """A moment (UTC), to the minute."""
    return f"{day(value)}, {value[11:16]} UTC"


def day(value: Any) -> str:
    """A civil day as people write it; null is nothing."""
    written = value if isinstance(value, date) else date.fromisoformat(str(value)[:10]) if value else None
    return f"{written.day} {written:%B %Y}" if written else ""


_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?)?", re.ASCII)


def when(edtf: str | None) -> str:
    """A day, a moment or a window between two of them in words; any other EDTF as it is written."""
    ends = [_MOMENT.fullmatch(end) for end in (edtf or "").split("/")]
    if not all(ends) or len(ends) > 2:
        return edtf or ""
    written = [f"{day(end[1])}{f', {end[2]}' if end[2] else ''}" for end in ends if end]
    if len(written) == 2 and ends[0] and ends[1] and ends[0][1] == ends[1][1]:
        written[1] = ends[1][2] or written[1]
    return " to ".join(dict.fromkeys(written))


def bounds(count: dict[str, Any]) -> str:
    """A number of people or places as the report bounds it."""
    low, best, high = count["low"], count["best"], count["high"]
    if low is None and high is None:
        return "no number"
    text = f"{low:,}" if low == high else _open(low, high)
    return f"{text}, most likely {best:,}" if best is not None and low != high else text


def _open(low: int | None, high: int | None) -> str:
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


def link(id: str, kind: str) -> str:
    """The address of the page of a place, an event or a source."""
    return f"{prefix()}/{kind}/{quote(id, safe='')}"


def web_address(url: str | None) -> str | None:
    """The address, where a browser may be sent there: not those that run a script or read a file."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def query(values: dict[str, Any], **changed: Any) -> str:
    """The query part of an address: these values, some of them changed; null leaves one out."""
    given = {name: value for name, value in (values | changed).items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else "?"
