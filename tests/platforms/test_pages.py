"""What no card can ask is asked on a page that the card leads to; what was sent there is on the next card."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.emulators.phone import Phone
from tests.platforms.city import City, card
from tests.platforms.conftest import elsewhere
from tests.scenarios.supplies import WITH_A_TABLE

QUOTE = b"%PDF-1.7 quote"


@pytest.fixture(autouse=True)
def supply(city: City) -> None:
    city.company.core.templates.publish("supply", WITH_A_TABLE, city.company.clock.now())


def _browser(phone: Phone) -> httpx.Client:
    """Where a platform's client tells who opens a page, that client's own."""
    own = getattr(phone, "browser", None)
    browser: httpx.Client = own() if own is not None else httpx.Client(timeout=10)
    return browser


def _leads_to(phone: Phone, part: str) -> str:
    """The newest address in the chat that has such a part."""
    found = [link for each in phone.sees() for link in each.links if part in link]
    assert found, [(each.words, each.links) for each in phone.sees()]
    return found[-1]


@elsewhere
def test_a_table_and_a_file_are_filled_in_on_a_page_and_stand_on_the_decider_s_card(city: City) -> None:
    sun, chen = city.phone("sun.lei"), city.phone("chen.jie")
    sun.writes("发起物料领用")
    city.works()
    page = _leads_to(sun, "/forms/")
    with _browser(sun) as browser:
        action = re.search(r"name=action value='(submit[^']*)'", browser.get(page).text)
        assert action
        said = {"use": "实验室", "items.1.item": "示波器", "items.1.price": "6.2万", "action": action[1]}
        sent = browser.post(page, data=said, files={"quote.new": ("报价.pdf", QUOTE)})
    assert sent.status_code == 200, sent.text
    city.works()
    process = city.process()
    assert process.fields["items"] == [{"item": "示波器", "price": 62_000}]
    assert all("/forms/" not in link for each in sun.sees() for link in each.links), "the form is closed"

    asked = card(chen, "同意")
    assert "示波器" in asked.words
    (file,) = [link for link in asked.links if "/files/" in link]
    with httpx.Client(timeout=10) as browser:
        assert browser.get(file).content == QUOTE
        assert browser.get(re.sub(r"sig=[^&]+", "sig=0", file)).status_code in (401, 403, 404)
