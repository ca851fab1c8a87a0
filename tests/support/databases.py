"""What the tests do to a database before they use it."""

from sqlalchemy.engine import URL

from tests.support import postgres
from tests.support.repository import ROOT, SAMPLE_FILES


def migrate(url: str) -> None:
    """Bring a database to the newest schema, as `timeline serve` does at its start."""
    from store.db.migrate import upgrade

    postgres.apart(upgrade, url)


def load_sample(url: str) -> None:
    """Load the sample of `timeline demo`, as the command line does."""
    from tests.support.cli_runner import Cli

    Cli(url, ROOT).does("import", *SAMPLE_FILES)


def url_text(url: URL) -> str:
    """The address with its password, as a setting has it."""
    return url.render_as_string(hide_password=False)
