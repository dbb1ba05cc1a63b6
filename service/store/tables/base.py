"""What all tables share: names of constraints, columns of ids, choices and documents.

Rows do not validate what is put into them, so nothing outside the store builds or receives one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, Enum, ForeignKey, Integer, LargeBinary, String, Text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {  # batch migrations need every constraint to have a name
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

ID_LENGTH = 48
BIG = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only in an INTEGER column


def own_id() -> Any:
    """The prefixed id of the row."""
    return Field(sa_column=Column(String(ID_LENGTH), primary_key=True))


def id_of(table: str, *, nullable: bool = False, index: bool = True, primary_key: bool = False) -> Any:
    """A reference to the row of another table; rows that belong to an athlete go with the athlete."""
    owned = table in ("athletes", "plans", "webhook_endpoints")
    reference = ForeignKey(f"{table}.id", ondelete="CASCADE") if owned else ForeignKey(f"{table}.id")
    column: Column[str] = Column(String(ID_LENGTH), reference, nullable=nullable, index=index and not primary_key, primary_key=primary_key)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def choice(values: type[StrEnum], name: str, *, nullable: bool = False) -> Any:
    """One of the values of an enum, kept as text and held by a CHECK."""
    sort = Enum(values, native_enum=False, length=32, values_callable=lambda e: [m.value for m in e], create_constraint=True, name=name)
    column: Column[str] = Column(sort, nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def text(*, nullable: bool = False) -> Any:
    """Text of any length, a sealed document among them."""
    column = Column(Text(), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def rendered(*, nullable: bool = False) -> Any:
    """Bytes that are served as they are."""
    column = Column(LargeBinary(), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def sequence() -> Any:
    """Counts up with each row; the order of the rows."""
    return Field(default=None, sa_column=Column(BIG, primary_key=True, autoincrement=True))
