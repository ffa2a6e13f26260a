"""What administrators may do over the open API; zhang.wei is one (the PMO), the others are refused."""

from __future__ import annotations

import httpx
import pytest

from tests.unit.storage.office import PURCHASE
from tests.unit.webhook.api.test_processes import act, started
from tests.unit.webhook.server import NOON, Company

ADMIN = {"actor": "zhang.wei", "reason": "因故"}


def test_a_process_is_suspended_and_resumed(erp: httpx.Client) -> None:
    started(erp)
    suspended = erp.post("/processes/PR-1/suspend", json=ADMIN).json()
    assert suspended["open_tasks"][0]["actions"] == ["comment"]
    refused = act(erp, "PR-1-1", "chen.jie", "approve")
    assert (refused.status_code, refused.json()["code"]) == (409, "suspended")
    erp.post("/processes/PR-1/resume", json=ADMIN)
    assert act(erp, "PR-1-1", "chen.jie", "approve").status_code == 200


@pytest.mark.parametrize("verb", ["suspend", "resume", "retry", "jump"])
def test_others_are_refused(erp: httpx.Client, verb: str) -> None:
    started(erp)
    body = {"actor": "chen.jie", "reason": "想", **({"to_step": "cfo"} if verb == "jump" else {})}
    answer = erp.post(f"/processes/PR-1/{verb}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")


def test_a_jump_needs_a_reason(erp: httpx.Client) -> None:
    started(erp)
    without = erp.post("/processes/PR-1/jump", json={"actor": "zhang.wei", "to_step": "cfo"})
    assert (without.status_code, without.json()["code"]) == (422, "comment_required")
    jumped = erp.post("/processes/PR-1/jump", json={**ADMIN, "to_step": "cfo"}).json()
    assert [each["step"] for each in jumped["open_tasks"]] == ["cfo"]


def test_running_processes_move_to_a_new_version_after_a_look(company: Company, erp: httpx.Client) -> None:
    started(erp)
    started(erp)
    act(erp, "PR-2-1", "chen.jie", "approve")
    company.parts().workflow.templates.publish(
        "purchase", PURCHASE.replace("cfo", "money").replace("role: money", "role: cfo"), NOON
    )
    body = {**ADMIN, "version": 2}
    seen = erp.post("/templates/purchase/migrate", json=body).json()
    assert {each["process"]: each["problems"] for each in seen["items"]} == {
        "PR-2": ["cfo: gone"],
        "PR-1": [],
    }
    assert erp.get("/processes/PR-1").json()["version"] == 1, "a preview changes nothing"
    moved = erp.post(
        "/templates/purchase/migrate", json={**body, "steps": {"cfo": "money"}, "preview": False}
    ).json()
    assert all(each["moves"] for each in moved["items"])
    process = erp.get("/processes/PR-2").json()
    assert (process["version"], process["open_tasks"][0]["step"]) == (2, "money")
    assert act(erp, "PR-2-2", "li.na", "approve").status_code == 200


def test_a_leavers_work_goes_to_a_successor_after_a_look(erp: httpx.Client) -> None:
    started(erp)
    body = {**ADMIN, "to": "li.na"}
    seen = erp.post("/people/chen.jie/handover", json=body).json()
    assert [(each["process"], each["holders"]) for each in seen["items"]] == [("PR-1", ["li.na"])]
    assert erp.get("/tasks/PR-1-1").json()["status"] == "open"
    erp.post("/people/chen.jie/handover", json={**body, "preview": False})
    assert erp.get("/tasks/PR-1-1").json()["status"] == "transferred"
    (task,) = erp.get("/processes/PR-1").json()["open_tasks"]
    assert task["assignee"] == "li.na"


PANEL = """
id: panel
prefix: PN
name: 评审
about: 评审
owners: [zhang.wei]
steps:
  - {id: vote, kind: approval, name: 评审, mode: vote, pass: 2, who: [{person: chen.jie}, {person: li.na}]}
"""


def test_what_a_new_version_would_decide_is_shown_and_wants_a_tick(
    company: Company, erp: httpx.Client
) -> None:
    templates = company.parts().workflow.templates
    templates.publish("panel", PANEL, NOON)
    started = erp.post("/processes", json={"template": "panel", "fields": {}, "starter": "liu.yang"}).json()
    act(erp, f"{started['number']}-1", "chen.jie", "approve")
    templates.publish("panel", PANEL.replace("pass: 2", "pass: 1"), NOON)
    body = {**ADMIN, "version": 2}
    (seen,) = erp.post("/templates/panel/migrate", json=body).json()["items"]
    assert (seen["moves"], seen["decides"], seen["status"]) == (True, True, "completed")
    (kept,) = erp.post("/templates/panel/migrate", json={**body, "preview": False}).json()["items"]
    assert (kept["moves"], kept["problems"]) == (False, ["decides"])
    ticked = {**body, "preview": False, "decide": [started["number"]]}
    (moved,) = erp.post("/templates/panel/migrate", json=ticked).json()["items"]
    assert (moved["moves"], moved["status"]) == (True, "completed")


def test_what_is_suspended_does_not_move(company: Company, erp: httpx.Client) -> None:
    started(erp)
    company.parts().workflow.templates.publish("purchase", PURCHASE.replace("due: 1d", "due: 2d"), NOON)
    erp.post("/processes/PR-1/suspend", json=ADMIN)
    (seen,) = erp.post("/templates/purchase/migrate", json={**ADMIN, "version": 2}).json()["items"]
    assert (seen["moves"], seen["problems"]) == (False, ["suspended"])
