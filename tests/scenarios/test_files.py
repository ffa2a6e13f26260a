"""Files and tables in forms, and files that a step asks for."""

from __future__ import annotations

import json

import pytest

from bot.messages import Attachment
from bot.present.forms import STEP_FILES
from engine.commands import StartProcess
from engine.events import TaskCompleted
from engine.people import PersonId
from storage.blobs import BlobStore, owner_of_files
from storage.queries.events import EventQueries
from tests.scenarios.company import Company
from tests.scenarios.supplies import WITH_A_TABLE

ITEMS = [{"item": "示波器", "price": "6.2万"}, {"item": "", "price": ""}, {"item": "探头", "price": "800"}]


@pytest.fixture(autouse=True)
def supply(company: Company) -> None:
    company.core.templates.publish("supply", WITH_A_TABLE, company.clock.now())


def _uploaded(company: Company, person: str, name: str) -> dict[str, str]:
    blobs = BlobStore(company.core.database)
    owner = owner_of_files("web", person)
    kept = blobs.keep(owner, name=name, media_type="", data=name.encode(), now=company.clock.now())
    return {"id": kept, "name": name}


def _started(company: Company) -> str:
    quote = _uploaded(company, "sun.lei", "报价.pdf")
    company.presses_id("sun.lei", "start/supply")
    strange = {"id": "0" * 32, "name": "别人的.pdf"}
    items, files = json.dumps(ITEMS), json.dumps([quote, strange])
    return company.presses("sun.lei", "提交", use="实验室", items=items, quote=files).process().number


def test_a_table_and_a_file_are_filled_in_and_shown_to_who_decides(company: Company) -> None:
    number = _started(company)
    fields = company.process(number).fields
    assert fields["items"] == [{"item": "示波器", "price": 62000}, {"item": "探头", "price": 800}]
    card = company.card_of("chen.jie", f"task/{number}-1")
    facts = {each.label.zh: each for each in card.facts}
    assert facts["明细"].value.zh == "共 2 行:示波器,单价 6.2 万元;探头,单价 800 元"
    assert facts["明细"].value.en == "2 rows: 示波器, price ¥62k; 探头, price ¥800"
    (link,) = facts["报价单"].links
    assert (link.label, link.file.split("/")[0]) == ("报价.pdf", number), "only what was sent up counts"


def test_a_form_asks_for_a_table_and_a_file_as_such(company: Company) -> None:
    asked = company.presses_id("sun.lei", "start/supply").card.inputs
    assert [(each.id, each.type) for each in asked] == [
        ("use", "text"),
        ("items", "table"),
        ("quote", "file"),
    ]
    assert [(each.id, each.type, each.required) for each in asked[1].columns] == [
        ("item", "text", True),
        ("price", "money", False),
    ]


def _bought(company: Company) -> str:
    start = StartProcess(
        actor=PersonId("sun.lei"), template="supply", fields={"use": "样机", "items": [{"item": "电机"}]}
    )
    number = company.core.workflow.execute(start, company.clock.now()).process.number
    company.works()
    company.presses("chen.jie", "同意")
    return number


def _files_of(company: Company, number: str) -> list[str]:
    events = [each.event for each in EventQueries(company.core.database).of(number)]
    (done,) = [each for each in events if isinstance(each, TaskCompleted)]
    blobs = BlobStore(company.core.database)
    return [found.name for each in done.files if (found := blobs.find(each)) is not None]


def test_what_a_step_wants_attached_is_sent_under_its_card(company: Company) -> None:
    number = _bought(company)
    card = company.card_of("he.ping", f"task/{number}-2")
    assert [(each.id, each.type) for each in card.inputs] == [(STEP_FILES, "file")]
    assert "要求上传附件" in company.presses("he.ping", "完成").text
    sent = _uploaded(company, "he.ping", "发票.pdf")
    said = company.sends(
        "he.ping", Attachment(kind="file", name=sent["name"], ref=sent["id"]), quoting=card.key
    )
    assert f"收到 发票.pdf,已放进「{number} 采购」。点「完成」就一起交上去。" in said.text
    assert f"发票.pdf is in “{number} Buy” now. “Done” hands it in." in said.english
    assert "已完成" in company.presses("he.ping", "完成").text
    assert _files_of(company, number) == ["发票.pdf"]
    (card,) = company.says("sun.lei", f"{number} 走到哪了").cards
    (link,) = next(each.links for each in card.more if each.label.zh == "附件")
    assert link.label == "发票.pdf"


def test_what_a_step_wants_attached_is_chosen_in_its_form(company: Company) -> None:
    number = _bought(company)
    sent = _uploaded(company, "he.ping", "发票.pdf")
    company.presses("he.ping", "完成", **{STEP_FILES: json.dumps([sent])})
    assert _files_of(company, number) == ["发票.pdf"]


def test_what_was_handed_in_is_on_the_card_of_who_decides_next(company: Company) -> None:
    number = _bought(company)
    sent = _uploaded(company, "he.ping", "发票.pdf")
    company.presses("he.ping", "完成", **{STEP_FILES: json.dumps([sent])})
    for heard in (company.hears("li.na"), company.says("li.na", "我的待办")):
        card = next(each for each in heard.cards if each.key == f"task/{number}-3" and each.buttons)
        fact = next(each for each in card.facts if each.label.en == "Attached")
        assert (fact.value.zh, [each.file for each in fact.links]) == ("发票.pdf", [f"{number}/{sent['id']}"])


def test_programs_are_not_taken(company: Company) -> None:
    said = company.sends("he.ping", Attachment(kind="file", name="发票.PDF.exe", ref="x"))
    assert "程序和脚本" in said.text
    assert "no programs or scripts" in said.english
