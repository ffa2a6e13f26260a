"""Who an account is, and where a person is reached: by the platforms' own directories."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from bot.adapter import Adapter, Contact, NotReachable, Opened, PlatformError, Refused
from bot.app.core import Core, open_core
from bot.app.identities import Identities
from bot.app.settings import Settings
from bot.messages import Address, IncomingMessage
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from storage.database import Database
from storage.people import Company

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


@dataclass
class Phonebook:
    """A platform's directory: account → contact."""

    platform: str
    members: dict[str, Contact] = field(default_factory=dict)
    asked: int = 0
    error: PlatformError | None = None

    def find_person(self, account: str) -> Contact | None:
        self._ask()
        return self.members.get(account)

    def find_account(self, contact: Contact) -> str | None:
        self._ask()
        return next((account for account, each in self.members.items() if each.email == contact.email), None)

    def direct(self, account: str) -> Address:
        return Address(platform=self.platform, conversation=f"D-{account}")

    def _ask(self) -> None:
        self.asked += 1
        if self.error is not None:
            raise self.error


def _person(id_: str, email: str, mobile: str, *, active: bool = True) -> Person:
    named = Label(id_, id_)
    return Person(PersonId(id_), named, named, DepartmentId("rd"), email=email, mobile=mobile, active=active)


PEOPLE = (
    _person("liu.yang", "Liu.Yang@galaxy.example", "138 0000 0005"),
    _person("li.na", "li.na@galaxy.example", "13800000002"),
    _person("twin.one", "twin@galaxy.example", ""),
    _person("twin.two", "twin@galaxy.example", ""),
    _person("gone", "gone@galaxy.example", "13800000099", active=False),
    _person("paper", "", ""),
)


@pytest.fixture
def core(sqlite_database: Database) -> Core:
    core = open_core(Settings(platform_order="slack,wecom,web"), database=sqlite_database)
    rd = Department(DepartmentId("rd"), Label("研发", "R&D"))
    core.people.replace(
        Company(Directory(people={each.id: each for each in PEOPLE}, departments={rd.id: rd}))
    )
    return core


@pytest.fixture
def slack() -> Phonebook:
    return Phonebook("slack")


@pytest.fixture
def wecom() -> Phonebook:
    return Phonebook("wecom")


@pytest.fixture
def identities(core: Core, slack: Phonebook, wecom: Phonebook) -> Identities:
    unused = cast(Adapter, None)  # nothing is sent here
    platforms = {"slack": Opened(unused, lookup=slack), "wecom": Opened(unused, lookup=wecom)}
    return Identities(core, {**platforms, "web": Opened(unused)})


def said(sender: str, platform: str = "slack", text: str = "hi") -> IncomingMessage:
    address = Address(platform=platform, conversation=sender)
    return IncomingMessage(
        platform=platform, message_id="m", sender=sender, address=address, at=NOW, text=text
    )


@pytest.mark.parametrize(
    ("contact", "person"),
    [
        (Contact(email="liu.yang@GALAXY.example "), "liu.yang"),
        (Contact(mobile="+86 138-0000-0005"), "liu.yang"),
        (Contact(email="li.na@galaxy.example", mobile="13800000005"), "li.na"),
        (Contact(email="nobody@galaxy.example", mobile="13800000002"), "li.na"),
        (Contact(email="twin@galaxy.example"), None),
        (Contact(email="gone@galaxy.example"), None),
        (Contact(), None),
        (None, None),
    ],
)
def test_an_account_is_matched_by_e_mail_then_mobile(
    identities: Identities, slack: Phonebook, contact: Contact | None, person: str | None
) -> None:
    if contact is not None:
        slack.members["U1"] = contact
    assert identities.person_of(said("U1"), NOW) == person


def test_a_match_is_remembered_a_stranger_is_asked_for_again(
    identities: Identities, slack: Phonebook
) -> None:
    assert identities.person_of(said("U1"), NOW) is None
    slack.members["U1"] = Contact(email="li.na@galaxy.example")
    assert identities.known(said("U1")) is None
    for _ in range(3):
        assert identities.person_of(said("U1"), NOW) == "li.na"
    assert slack.asked == 2
    assert identities.known(said("U1")) == "li.na"


def test_a_persons_own_name_is_no_account_elsewhere(identities: Identities) -> None:
    assert identities.person_of(said("li.na", "web"), NOW) == "li.na"
    assert identities.person_of(said("li.na", "slack"), NOW) is None


def test_somebody_who_never_wrote_is_reached_on_the_first_platform_that_has_them(
    identities: Identities, slack: Phonebook, wecom: Phonebook
) -> None:
    wecom.members["lina"] = Contact(email="li.na@galaxy.example")
    for _ in range(3):
        found = identities.address_of(PersonId("li.na"), NOW)
        assert (found.platform, found.conversation) == ("wecom", "D-lina")
    assert (slack.asked, wecom.asked) == (1, 1), "both answers are remembered"
    slack.members["U1"] = Contact(email="li.na@galaxy.example")
    assert identities.address_of(PersonId("li.na"), NOW + timedelta(hours=1)).platform == "slack"


@pytest.mark.parametrize("person", ["liu.yang", "paper", "somebody.else"])
def test_who_is_on_no_platform_is_reached_on_the_web(identities: Identities, person: str) -> None:
    assert identities.address_of(PersonId(person), NOW) == Address(
        platform="web", conversation=f"dm:{person}"
    )


def test_a_platform_that_is_down_is_waited_for_one_that_refuses_is_passed_over(
    identities: Identities, slack: Phonebook
) -> None:
    slack.error = NotReachable("down")
    with pytest.raises(NotReachable):
        identities.address_of(PersonId("li.na"), NOW)
    slack.error = Refused("missing_scope")
    assert identities.address_of(PersonId("li.na"), NOW + timedelta(minutes=1)).platform == "web"


def test_who_is_known_on_another_platform_does_not_wait_for_one_that_is_down(
    identities: Identities, slack: Phonebook, wecom: Phonebook
) -> None:
    wecom.members["lina"] = Contact(email="li.na@galaxy.example")
    assert identities.person_of(said("lina", "wecom"), NOW) == "li.na"
    slack.error = NotReachable("down")
    assert identities.address_of(PersonId("li.na"), NOW).platform == "wecom"


def test_an_account_never_changes_hands_by_itself(
    identities: Identities, slack: Phonebook, core: Core
) -> None:
    slack.members["U1"] = Contact(email="li.na@galaxy.example")
    assert identities.person_of(said("U1"), NOW) == "li.na"
    slack.members["U1"] = Contact(email="Liu.Yang@galaxy.example")
    assert identities.person_of(said("U1"), NOW) == "li.na"
    assert identities.address_of(PersonId("liu.yang"), NOW).platform == "web"


def test_mentions_become_names_and_the_sender_s_own_conversation_is_looked_up(
    identities: Identities, slack: Phonebook
) -> None:
    slack.members["U2"] = Contact(email="li.na@galaxy.example")
    settled = identities.settled(said("U1", text="转给 <@U2> 和 <@U3>"), NOW)
    assert settled.text == "转给 li.na 和 @U3"
    assert settled.address.conversation == "D-U1"
    on_the_web = said("li.na", "web", text="<@U2>")
    assert identities.settled(on_the_web, NOW) == on_the_web
