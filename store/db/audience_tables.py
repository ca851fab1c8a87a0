"""For whom logs are kept beside the record, and what they have not been given yet."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from store.db.columns import position_field


class AudienceRow(SQLModel, table=True):
    """An audience that has a log of its own, and up to which position of the record everything has been looked at.

    In that log itself a number below 0: it says whose log it is, and whether it is filled (store/read/audiences.py).
    """

    __tablename__ = "audience"

    visibility: str = Field(primary_key=True, sa_type=Text)
    reached: int = position_field()


class WithheldRow(SQLModel, table=True):
    """An event up to `reached` that an audience could not be given, by its position in the record."""

    __tablename__ = "withheld"

    visibility: str = Field(primary_key=True, sa_type=Text)
    position: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
