"""The hot path's own connections."""

from __future__ import annotations

from sqlalchemy import text

from storage.database import Database
from tests.unit.storage.office import open_office


def test_a_connection_given_back_is_taken_again(database: Database) -> None:
    first = database.hot.take()
    database.hot.give(first)
    again, another = database.hot.take(), database.hot.take()
    assert again is first
    assert another is not first
    database.hot.give(again)
    database.hot.give(another)


def test_work_goes_on_after_the_server_cut_a_connection(postgres_database: Database) -> None:
    office = open_office(postgres_database)
    office.purchase()
    hot = postgres_database.hot.take()
    postgres_database.hot.give(hot)
    with postgres_database.reading() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": hot.info.backend_pid})
    trusted, postgres_database.hot.trusted_idle_s = postgres_database.hot.trusted_idle_s, 0.0
    assert office.purchase().number == "PR-2"
    postgres_database.hot.trusted_idle_s = trusted
