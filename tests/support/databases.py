"""What the tests do to a database before they use it."""

from sqlalchemy.engine import URL

from tests.support import postgres


def migrate(url: str) -> None:
    """Bring a database to the newest schema, as `timeline serve` does at its start."""
    from store.db.migrate import upgrade

    postgres.apart(upgrade, url)


def url_text(url: URL) -> str:
    """The address with its password, as a setting has it."""
    return url.render_as_string(hide_password=False)
