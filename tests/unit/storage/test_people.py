"""The company as it was imported, and accounts on platforms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.people import Directory, Label
from engine.rota import Rota, Turn
from storage.accounts import Accounts
from storage.database import Database
from storage.people import Company, People
from tests.unit.storage.office import CHEN, DIRECTORY, LI, LIU, NOW, ZHANG

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHTS = Rota("nights", Label("夜班", "Nights"), SHANGHAI, (Turn(LIU, NOW, NOW + timedelta(hours=9), 7),))
COMPANY = Company(
    replace(DIRECTORY, rotas={"nights": NIGHTS}), {LIU: ("小刘",), CHEN: (), LI: ("李总", "娜姐"), ZHANG: ()}
)


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


def test_a_company_is_read_as_it_was_written(people: People) -> None:
    assert people.directory() == Directory()
    people.replace(COMPANY)
    assert people.company() == COMPANY


def test_people_keep_the_order_in_which_they_were_written(people: People) -> None:
    people.replace(COMPANY)
    assert list(people.directory().people) == [LIU, CHEN, LI, ZHANG]


def test_the_company_read_is_kept_until_it_changes(people: People) -> None:
    people.replace(COMPANY)
    first = people.directory()
    assert people.directory() is first
    people.replace(COMPANY)
    assert people.directory() is not first


def test_somebody_who_is_no_longer_listed_stays_known_as_having_left(people: People) -> None:
    people.replace(COMPANY)
    without = {each: person for each, person in DIRECTORY.people.items() if each != LI}
    people.replace(Company(replace(DIRECTORY, people=without, roles={"pmo": (ZHANG,)}), {}))
    directory = people.directory()
    assert not directory.is_active(LI)
    assert directory.people[LI].name.zh == "李娜"
    assert directory.with_role("cfo") == ()


def test_an_account_is_one_persons(database: Database) -> None:
    accounts = Accounts(database)
    assert accounts.person_of("slack", "U1") is None
    accounts.link("slack", "U1", LIU, linked_by="email", now=NOW)
    accounts.link("wecom", "liuyang", LIU, linked_by="mobile", now=NOW + timedelta(days=1))
    accounts.reach("slack", "U1", '{"conversation":"D1"}')
    assert accounts.person_of("slack", "U1") == LIU
    assert [(each.platform, each.address) for each in accounts.of(LIU)] == [
        ("slack", '{"conversation":"D1"}'),
        ("wecom", None),
    ]
    accounts.link("slack", "U1", LI, linked_by="confirmed", now=NOW)
    assert accounts.person_of("slack", "U1") == LI
    assert [each.platform for each in accounts.of(LIU)] == ["wecom"]
