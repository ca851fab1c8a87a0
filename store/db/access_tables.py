"""Who may write: tokens, of which only digests are kept. Not of the log: rows are changed, and never removed."""

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from store.db.columns import Utc, exact_field

_LIVE = text("revoked_at IS NULL")


class AccessTokenRow(SQLModel, table=True):
    """A token by the SHA-256 of its text. A name has at most one token that is not revoked."""

    __tablename__ = "access_token"
    __table_args__ = (Index("access_token_by_name", "name", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),)

    sha256: str = exact_field(primary_key=True)
    name: str = exact_field()
    scope: str = Field(sa_type=Text)
    reads: str = Field(sa_type=Text)
    """Up to which visibility its holder may open events, if the scope does not let him write."""
    created_at: datetime = Field(sa_type=Utc)
    expires_at: datetime | None = Field(sa_type=Utc)
    """The first moment at which it is no longer good; null: it has no end."""
    revoked_at: datetime | None = Field(sa_type=Utc)
    last_used_at: datetime | None = Field(sa_type=Utc)
    """To the minute or so."""
