"""Files: what is taken, and who may have it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest

from bot.app.form_desk import FILE_GOOD_FOR, FormDesk
from bot.cards import Card, Fact, Link, State
from bot.messages import same
from engine.commands import StartProcess
from engine.people import PersonId
from storage.blobs import BlobStore
from tests.unit.webhook.server import NOON, Company, serving

_TEMPLATE = """
id: paper
prefix: PA
name: Paper
about: Paper
title: Paper
fields: [{id: doc, type: file, label: doc}]
steps: [{id: look, kind: approval, name: Look, who: [{person: chen.jie}]}]
"""


def _started(company: Company, file: dict[str, str]) -> str:
    workflow = company.parts().workflow
    workflow.templates.publish("paper", _TEMPLATE, NOON)
    fields = {"doc": [{"id": file["id"], "name": file["name"]}]}
    command = StartProcess(actor=PersonId("liu.yang"), template="paper", fields=fields)
    return workflow.service.execute(command, NOON).process.number


def _as(client: httpx.Client, person: str) -> httpx.Client:
    client.post("/chat/session", json={"user": person})
    return client


def test_a_file_is_taken_and_given_to_who_may_see_the_process(
    company: Company, liu_yang: httpx.Client
) -> None:
    file = liu_yang.post("/chat/files", params={"name": "C:\\合同.pdf"}, content=b"%PDF").json()
    assert (file["name"], file["size"]) == ("合同.pdf", 4)
    number = _started(company, file)
    for person in ("liu.yang", "chen.jie"):
        answer = _as(liu_yang, person).get(f"/files/{number}/{file['id']}")
        assert (answer.status_code, answer.content) == (200, b"%PDF")
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert "sandbox" in answer.headers["content-security-policy"]
    assert _as(liu_yang, "li.na").get(f"/files/{number}/{file['id']}").status_code == 404


def test_a_file_that_the_process_does_not_name_is_not_given(company: Company, liu_yang: httpx.Client) -> None:
    file, other = (liu_yang.post("/chat/files", params={"name": n}, content=n.encode()).json() for n in "ab")
    number = _started(company, file)
    assert liu_yang.get(f"/files/{number}/{other['id']}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "status", "says"),
    [
        ("run.EXE", b"MZ", 415, "程序和脚本"),
        ("note.js . ", b"x", 415, "程序和脚本"),
        ("empty.pdf", b"", 422, "这个文件是空的"),
        ("huge.pdf", b"0" * 20_000_001, 413, "超过 20 MB"),
    ],
)
def test_what_is_not_taken_is_said_kindly(
    liu_yang: httpx.Client, name: str, content: bytes, status: int, says: str
) -> None:
    answer = liu_yang.post("/chat/files", params={"name": name}, content=content)
    assert answer.status_code == status
    assert says in answer.json()["detail"]


def test_an_address_of_one_s_own_opens_it_without_signing_in(
    company: Company, liu_yang: httpx.Client
) -> None:
    file = liu_yang.post("/chat/files", params={"name": "合同.pdf"}, content=b"%PDF").json()
    number = _started(company, file)
    desk = FormDesk(BlobStore(company.database), b"secret", "")

    def path(reader: str | None) -> str:
        fact = Fact(
            label=same("合同"), value=same("x"), links=(Link(label="x", file=f"{number}/{file['id']}"),)
        )
        card = Card(key="k", state=State.INFO, status=same("x"), title=same("x"), facts=(fact,))
        return desk.linked(card, reader, NOON).facts[0].links[0].url

    parts = replace(
        company.parts(),
        demo=False,
        file_reader=lambda file, person, until, given: desk.reader(file, person, until, given, company.now),
    )
    with serving(parts) as url, httpx.Client(base_url=url, timeout=10) as stranger:
        assert stranger.get(path("chen.jie")).content == b"%PDF"
        assert stranger.get(path(None)).status_code == 401
        assert stranger.get(path("li.na")).status_code == 404, "who may not see the process"
        assert stranger.get(path("li.na").replace("li.na", "chen.jie")).status_code == 401, "a broken seal"
        company.now = NOON + FILE_GOOD_FOR + timedelta(days=1)
        assert stranger.get(path("chen.jie")).status_code == 401
    assert urlsplit(path("chen.jie")).path == f"/files/{number}/{file['id']}"


def test_what_is_said_with_files_reaches_the_assistant_as_files(
    company: Company, liu_yang: httpx.Client
) -> None:
    file = liu_yang.post("/chat/files", params={"name": "a.pdf"}, content=b"a").json()
    body = {"conversation": "dm:liu.yang", "text": "📎 a.pdf", "key": "k1", "files": [file["id"]]}
    assert liu_yang.post("/chat/messages", json=body).status_code == 202
    (heard,) = company.heard
    assert (heard.text, [(each.name, each.ref) for each in heard.attachments]) == (
        "",
        [("a.pdf", file["id"])],
    )
    assert company.mailbox.file(file["id"]) == ("a.pdf", b"a")
