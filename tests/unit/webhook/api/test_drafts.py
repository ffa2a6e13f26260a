"""Drafts over the open API: kept in either form, checked, compared, tried, published once; retiring."""

from __future__ import annotations

import httpx
import pytest

from engine.formats.documents import Formats
from storage.api_keys import Scope
from tests.unit.storage.office import PURCHASE, WORLD
from tests.unit.webhook.api.test_processes import act, started
from tests.unit.webhook.server import Company, key_of, program

YAML = {"content-type": "application/yaml"}
DRAFT = "/templates/purchase/draft"
HIGHER = PURCHASE.replace("500000", "900000")
BROKEN = PURCHASE.replace("to: cfo}", "to: nowhere}")
UNFIT = PURCHASE.replace("budget > 500000, to: cfo", "budget > 500000 && budget < 400000, to: cfo")


def kept(erp: httpx.Client, source: str = HIGHER, **params: str) -> httpx.Response:
    return erp.put(DRAFT, content=source.encode(), headers=YAML, params=params)


def test_a_draft_is_kept_and_given_back_as_it_was_written(erp: httpx.Client) -> None:
    assert erp.get(DRAFT).json()["code"] == "not_found"
    answer = kept(erp).json()
    assert (answer["id"], answer["version"], answer["author"]) == ("purchase", 1, None)
    assert (answer["form"], answer["fit"]) == ("yaml", True)
    assert erp.get(DRAFT, headers={"accept": "application/yaml"}).text == HIGHER
    assert erp.get("/templates/purchase").json()["version"] == 1, "nothing is published"
    assert erp.delete(DRAFT).status_code == 204
    assert erp.get(DRAFT).status_code == 404


def test_it_is_also_kept_and_given_as_a_drawing(erp: httpx.Client) -> None:
    kept(erp)
    drawn = erp.get(DRAFT, headers={"accept": "application/bpmn+xml"}).text
    assert drawn.startswith("<?xml")
    again = erp.put(DRAFT, content=drawn.encode(), headers={"content-type": "application/bpmn+xml"}).json()
    assert (again["form"], again["fit"]) == ("bpmn", True)
    text = erp.get(DRAFT, headers={"accept": "application/yaml"}).text
    assert Formats(WORLD.steps).read(text, 1).fields_by_id["budget"].required


def test_the_comments_of_a_text_survive_the_designer(erp: httpx.Client) -> None:
    kept(erp, HIGHER.replace("  - id: large", "  # the board's limit\n  - id: large"))
    erp.post(f"{DRAFT}/publish")
    drawn = erp.get("/templates/purchase", headers={"accept": "application/bpmn+xml"}).text
    changed = drawn.replace("900000", "700000")
    erp.put(DRAFT, content=changed.encode(), headers={"content-type": "application/bpmn+xml"})
    assert erp.post(f"{DRAFT}/publish").json()["version"] == 3
    text = erp.get("/templates/purchase", headers={"accept": "application/yaml"}).text
    assert "budget > 700000" in text
    assert "  # the board's limit\n  - id: large" in text


def test_an_unfinished_one_is_kept_with_what_is_wrong(erp: httpx.Client) -> None:
    answer = kept(erp, BROKEN)
    assert (answer.status_code, answer.json()["fit"]) == (200, False)
    found = erp.get(f"{DRAFT}/lint").json()
    assert not found["fit"]
    assert any("nowhere" in each["what"]["en"] and each["line"] for each in found["findings"])


def test_the_lint_names_the_step(erp: httpx.Client) -> None:
    kept(erp, UNFIT)
    found = erp.get(f"{DRAFT}/lint").json()
    assert "large" in {each["element"] for each in found["findings"] if each["level"] == "error"}
    refused = erp.post(f"{DRAFT}/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "template_invalid")
    assert refused.json()["findings"]
    assert erp.get("/templates/purchase").json()["version"] == 1


def test_the_differences_from_the_published_version(erp: httpx.Client) -> None:
    kept(erp)
    (change,) = erp.get(f"{DRAFT}/differences").json()["items"]
    assert (change["of"], change["how"], change["setting"]) == ("way", "changed", "when")
    assert (change["before"], change["after"]) == ("budget > 500000", "budget > 900000")


def test_it_is_tried_on_what_has_ended(erp: httpx.Client) -> None:
    started(erp)
    act(erp, "PR-1-1", "chen.jie", "approve")
    act(erp, "PR-1-2", "li.na", "approve")
    kept(erp)
    found = erp.post(f"{DRAFT}/simulate", json={"latest": 10}).json()
    assert (found["replayed"], found["changed"]) == (1, 1)
    (item,) = found["items"]
    assert (item["process"], item["vanish"]) == ("PR-1", [{"step": "cfo", "person": "li.na"}])
    assert any("gone" in each["en"] for each in found["lines"])
    picture = erp.post(f"{DRAFT}/simulate", headers={"accept": "image/png"})
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_it_becomes_the_next_version_once(company: Company, erp: httpx.Client) -> None:
    kept(erp)
    first = erp.post(f"{DRAFT}/publish", headers={"idempotency-key": "k1"})
    assert (first.status_code, first.json()["version"]) == (201, 2)
    assert erp.get(DRAFT).status_code == 404
    kept(erp, HIGHER.replace("900000", "950000"))
    with company.database.writing() as session:  # the answer got lost; only the key of the version is left
        session.connection().exec_driver_sql("DELETE FROM idempotency")
    again = erp.post(f"{DRAFT}/publish", headers={"idempotency-key": "k1"})
    assert again.json()["version"] == 2
    assert erp.get("/templates/purchase").json()["version"] == 2


@pytest.mark.parametrize(("actor", "status"), [("zhang.wei", 201), ("liu.yang", 403), ("he.gone", 422)])
def test_whoever_acts_for_somebody_may_what_they_may(erp: httpx.Client, actor: str, status: int) -> None:
    kept(erp)
    assert erp.post(f"{DRAFT}/publish", json={"actor": actor}).status_code == status


@pytest.mark.parametrize(("actor", "status"), [("zhang.wei", 200), ("liu.yang", 403)])
def test_keeping_a_draft_of_what_there_is_as_well(erp: httpx.Client, actor: str, status: int) -> None:
    assert kept(erp, actor=actor).status_code == status
    assert erp.delete(DRAFT, params={"actor": actor}).status_code == (204 if status == 200 else 403)


def test_a_retired_template_starts_nothing_any_more(erp: httpx.Client) -> None:
    started(erp)
    refused = erp.post("/templates/purchase/retire", json={"actor": "liu.yang"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    retired = erp.post("/templates/purchase/retire", json={"actor": "zhang.wei"}).json()
    assert retired["status"] == "retired"
    body = {"template": "purchase", "starter": "liu.yang", "fields": {"item": "灯", "budget": 1}}
    assert erp.post("/processes", json=body).status_code in (404, 409, 422)
    assert erp.get("/processes/PR-1").json()["status"] == "running"
    assert erp.post("/templates/purchase/retire").status_code == 404, "there is nothing left to retire"


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", DRAFT), ("DELETE", DRAFT), ("POST", f"{DRAFT}/publish"), ("POST", "/templates/purchase/retire")],
)
def test_a_key_that_only_reads_changes_nothing(company: Company, url: str, method: str, path: str) -> None:
    with program(url, key_of(company, Scope.READ)) as reader:
        answer = reader.request(method, path, content=HIGHER.encode(), headers=YAML)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")


def test_another_form_is_refused(erp: httpx.Client) -> None:
    answer = erp.put(DRAFT, content=b"x", headers={"content-type": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    kept(erp)
    assert erp.get(DRAFT, headers={"accept": "image/png"}).status_code == 406
