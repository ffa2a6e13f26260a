"""What the tables have in common."""

from pydantic import ConfigDict
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Text, text
from sqlmodel import SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One tree instead of a table and an index: for narrow rows that are only read by their key.
BY_KEY = {"sqlite_with_rowid": False}


class Row(SQLModel):
    # Rows are written as they are; whoever validates one pays for its validator then.
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel's own is not public
    metadata = METADATA


def some(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over some rows only: the few of many that are open or waiting.

    A query uses it only when `where` stands in it literally, not as a parameter (SQLite, PostgreSQL).
    """
    return Index(name, *columns, unique=unique, sqlite_where=text(where), info={"where": where})


def with_postgres_options(metadata: MetaData) -> MetaData:
    """Complete the indexes of `some` for PostgreSQL: saying so in them would load its dialect everywhere."""
    for table in metadata.tables.values():
        for index in table.indexes:
            if "where" in index.info:
                index.dialect_options["postgresql"]["where"] = text(index.info["where"])
    return metadata


def serial() -> Column[int]:
    """A number given by the database. SQLite gives one by itself only to a plain INTEGER."""
    return Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def long() -> Column[str]:
    return Column(Text, nullable=False)


def long_or_none() -> Column[str]:
    return Column(Text, nullable=True)
