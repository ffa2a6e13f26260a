"""Templates, processes and tasks over the open API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.unit.storage.office import PURCHASE as PURCHASE_YAML
from tests.unit.webhook.server import Company

PURCHASE = {"template": "purchase", "starter": "liu.yang", "fields": {"item": "示波器", "budget": 620000}}
YAML = {"content-type": "application/yaml"}


def started(erp: httpx.Client, **more: object) -> dict[str, Any]:
    answer = erp.post("/processes", json={**PURCHASE, **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def act(erp: httpx.Client, task: str, actor: str, action: str, **more: object) -> httpx.Response:
    return erp.post(f"/tasks/{task}/actions", json={"actor": actor, "action": action, **more})


def test_a_process_is_started_and_says_whose_turn_it_is(erp: httpx.Client) -> None:
    answer = erp.post("/processes", json=PURCHASE)

    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/v1/processes/PR-1"
    assert answer.json() == {
        "id": "PR-1",
        "number": "PR-1",
        "title": "示波器",
        "status": "running",
        "template": "purchase",
        "version": 1,
        "starter": "liu.yang",
        "fields": {"item": "示波器", "budget": 620000},
        "due_at": None,
        "created_at": "2026-11-24T04:00:00Z",
        "ended_at": None,
        "open_tasks": [
            {
                "id": "PR-1-1",
                "process": "PR-1",
                "step": "manager",
                "kind": "approval",
                "assignee": "chen.jie",
                "status": "open",
                "due_at": "2026-11-25T04:00:00Z",
                "created_at": "2026-11-24T04:00:00Z",
                "actions": [
                    *("approve", "reject", "return", "transfer"),
                    *("add_signer", "cc", "comment", "snooze"),
                ],
                "on_behalf_of": None,
                "pool": [],
            }
        ],
    }
    assert erp.get("/processes/pr-1").json() == answer.json()
    assert erp.get("/tasks/PR-1-1").json() == answer.json()["open_tasks"][0]


def test_a_process_runs_to_its_end(erp: httpx.Client) -> None:
    started(erp)
    approved = act(erp, "PR-1-1", "chen.jie", "approve", comment="可以")

    assert (approved.status_code, approved.json()["status"], approved.json()["actions"]) == (
        200,
        "approved",
        [],
    )
    assert [each["assignee"] for each in erp.get("/processes/PR-1").json()["open_tasks"]] == ["li.na"]
    act(erp, "PR-1-2", "li.na", "approve")
    assert erp.get("/processes/PR-1").json()["status"] == "completed"


def test_signers_are_added_and_removed_and_a_decision_is_taken_back(erp: httpx.Client) -> None:
    started(erp)
    added = act(erp, "PR-1-1", "chen.jie", "add_signer", people=["li.na"], position="before")
    assert (added.status_code, added.json()["status"]) == (200, "transferred")
    guest = erp.get("/tasks", params={"process": "PR-1", "status": "open"}).json()["items"]
    assert [each["assignee"] for each in guest] == ["li.na"]
    act(erp, guest[0]["id"], "chen.jie", "remove_signer", people=["li.na"])
    (again,) = erp.get("/processes/PR-1").json()["open_tasks"]
    assert again["assignee"] == "chen.jie"
    act(erp, again["id"], "chen.jie", "approve")
    assert act(erp, again["id"], "chen.jie", "take_back").status_code == 200
    (anew,) = erp.get("/processes/PR-1").json()["open_tasks"]
    assert (anew["assignee"], anew["step"]) == ("chen.jie", "manager")
    late = act(erp, again["id"], "chen.jie", "take_back")
    assert (late.status_code, late.json()["code"]) == (409, "too_late")


@pytest.mark.parametrize(
    ("actor", "action", "more", "status", "code"),
    [
        ("li.na", "approve", {}, 404, "not_found"),  # sees nothing of the process
        ("liu.yang", "approve", {}, 403, "not_yours"),
        ("zhang.wei", "approve", {}, 403, "not_yours"),
        ("nobody", "approve", {}, 422, "person_inactive"),
        ("chen.jie", "complete", {}, 403, "not_allowed_here"),
        ("chen.jie", "take_back", {}, 403, "not_allowed_here"),
        ("chen.jie", "add_signer", {}, 422, "field_required"),
        ("chen.jie", "add_signer", {"people": ["chen.jie"]}, 422, "self_target"),
        ("chen.jie", "add_signer", {"people": ["liu.yang"]}, 403, "starter_not_allowed"),
        ("chen.jie", "remove_signer", {"people": ["li.na"]}, 409, "not_added"),
        ("chen.jie", "claim", {}, 403, "not_allowed_here"),
        ("chen.jie", "transfer", {}, 422, "field_required"),
        ("chen.jie", "transfer", {"to": "chen.jie"}, 422, "self_target"),
        ("chen.jie", "transfer", {"to": "nobody"}, 422, "person_inactive"),
        ("chen.jie", "transfer", {"to": "liu.yang"}, 403, "starter_not_allowed"),
        ("chen.jie", "return", {"to_step": "cfo"}, 422, "target_invalid"),
        ("chen.jie", "approve", {"fields": {"budget": 1}}, 422, "field_invalid"),
        ("chen.jie", "comment", {}, 422, "comment_required"),
        ("chen.jie", "cc", {}, 422, "field_required"),
        ("chen.jie", "snooze", {}, 422, "field_required"),
        ("chen.jie", "dance", {}, 422, "invalid_request"),
    ],
)
def test_refusals_have_their_codes_and_change_nothing(
    erp: httpx.Client, actor: str, action: str, more: dict[str, object], status: int, code: str
) -> None:
    before = started(erp)
    answer = act(erp, "PR-1-1", actor, action, **more)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "code", "detail"} <= answer.json().keys()
    assert erp.get("/processes/PR-1").json() == before


def test_who_comes_too_late_learns_what_happened_instead(erp: httpx.Client) -> None:
    started(erp)
    act(erp, "PR-1-1", "chen.jie", "approve")
    late = act(erp, "PR-1-1", "liu.yang", "reject")

    assert late.status_code == 409
    assert late.json() | {"title": "", "type": ""} == {
        "type": "",
        "title": "",
        "status": 409,
        "code": "task_closed",
        "detail": late.json()["detail"],
        "task": "PR-1-1",
        "became": "approved",
        "by": "chen.jie",
        "at": "2026-11-24T04:00:00+00:00",
        "cause": "",
    }
    assert "Approved by Chen Jie" in late.json()["detail"]


def test_who_was_overtaken_learns_by_whom_and_how(erp: httpx.Client) -> None:
    started(erp)
    erp.post("/processes/PR-1/cancel", json={"actor": "liu.yang", "reason": "不买了"})
    late = act(erp, "PR-1-1", "chen.jie", "approve").json()
    assert (late["code"], late["became"], late["by"], late["cause"]) == (
        "task_closed",
        "cancelled",
        "liu.yang",
        "withdrawn",
    )
    assert "Withdrawn by Liu Yang" in late["detail"]


def test_repeating_ones_own_decision_is_done_already(erp: httpx.Client) -> None:
    started(erp)
    first, again = (act(erp, "PR-1-1", "chen.jie", "approve") for _ in range(2))

    assert (again.status_code, again.json()) == (200, first.json())


def test_urging_twice_within_the_hour_is_too_often(erp: httpx.Client) -> None:
    started(erp)

    assert act(erp, "PR-1-1", "liu.yang", "urge").status_code == 200
    again = act(erp, "PR-1-1", "liu.yang", "urge")
    assert (again.status_code, again.json()["code"]) == (429, "too_often")


def test_a_transferred_task_is_anothers(erp: httpx.Client) -> None:
    started(erp)
    moved = act(erp, "PR-1-1", "chen.jie", "transfer", to="zhang.wei", comment="出差")

    assert moved.json()["status"] == "transferred"
    assert [each["id"] for each in erp.get("/tasks?assignee=zhang.wei&status=open").json()["items"]] == [
        "PR-1-2"
    ]


def test_the_starter_cancels_and_others_may_not(erp: httpx.Client) -> None:
    started(erp)
    refused = erp.post("/processes/PR-1/cancel", json={"actor": "chen.jie", "reason": "不买了"})
    done = erp.post("/processes/PR-1/cancel", json={"actor": "liu.yang", "reason": "不买了"})
    late = erp.post("/processes/PR-1/cancel", json={"actor": "liu.yang", "reason": "不买了"})

    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    assert (done.status_code, done.json()["status"], done.json()["open_tasks"]) == (200, "cancelled", [])
    assert (late.status_code, late.json()["code"]) == (409, "process_closed")


def test_the_history_is_newest_first_and_in_pages(erp: httpx.Client) -> None:
    started(erp)
    whole = erp.get("/processes/PR-1/events").json()
    first = erp.get("/processes/PR-1/events?limit=1").json()
    second = erp.get(f"/processes/PR-1/events?limit=1&cursor={first['next_cursor']}").json()

    assert whole["items"][-1]["type"] == "process_started"
    assert whole["items"][-1].keys() == {"seq", "type", "at", "actor", "task", "data", "hash"}
    assert whole["items"][-1]["data"]["template"] == "purchase"
    assert [each["seq"] for each in whole["items"]] == sorted(
        (each["seq"] for each in whole["items"]), reverse=True
    )
    assert whole["next_cursor"] is None
    assert [*first["items"], *second["items"]] == whole["items"]


def test_lists_are_newest_first_filtered_and_in_pages(company: Company, erp: httpx.Client) -> None:
    for n in range(5):
        started(erp, title=f"第 {n} 台")
    act(erp, "PR-2-1", "chen.jie", "approve")
    first = erp.get("/processes?limit=3").json()
    second = erp.get("/processes", params={"limit": 3, "cursor": first["next_cursor"]}).json()

    numbers = [each["number"] for each in [*first["items"], *second["items"]]]
    assert numbers == ["PR-5", "PR-4", "PR-3", "PR-2", "PR-1"]
    assert second["next_cursor"] is None
    assert erp.get("/processes?starter=li.na").json()["items"] == []
    assert len(erp.get("/processes?status=running&template=purchase").json()["items"]) == 5
    assert [each["id"] for each in erp.get("/tasks?process=PR-2").json()["items"]] == ["PR-2-2", "PR-2-1"]
    assert [each["id"] for each in erp.get("/tasks?assignee=li.na").json()["items"]] == ["PR-2-2"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/processes/PR-99", 404, "not_found"),
        ("/processes/PR-99/events", 404, "not_found"),
        ("/tasks/PR-99-1", 404, "not_found"),
        ("/templates/none", 404, "not_found"),
        ("/processes?cursor=nonsense", 422, "cursor_invalid"),
        ("/tasks?cursor=nonsense", 422, "cursor_invalid"),
        ("/processes?limit=0", 422, "invalid_request"),
        ("/processes?status=lost", 422, "invalid_request"),
    ],
)
def test_what_cannot_be_had_says_why(erp: httpx.Client, path: str, status: int, code: str) -> None:
    answer = erp.get(path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_refusal_can_be_had_in_chinese(erp: httpx.Client) -> None:
    started(erp)
    answer = erp.get("/processes/PR-99", headers={"accept-language": "zh-CN"})

    assert answer.json()["detail"].startswith("没有找到流程 PR-99")


def test_an_invalid_body_names_what_is_wrong_with_it(erp: httpx.Client) -> None:
    answer = erp.post("/processes", json={"template": "purchase", "colour": "red"})

    assert answer.status_code == 422
    assert {each["at"] for each in answer.json()["errors"]} == {"starter", "colour"}


def test_a_start_without_its_fields_names_them(erp: httpx.Client) -> None:
    answer = erp.post("/processes", json={**PURCHASE, "fields": {"item": "示波器"}})

    assert (answer.status_code, answer.json()["fields"]) == (422, ["budget"])


def test_templates_are_listed_published_and_given_back_as_written(erp: httpx.Client) -> None:
    changed = PURCHASE_YAML.replace("due: 1d", "due: 2d")
    published = erp.post("/templates", content=changed.encode(), headers=YAML)
    again = erp.post("/templates", content=changed.encode(), headers=YAML)

    assert (published.status_code, published.json()["version"]) == (201, 2)
    assert again.json()["version"] == 2
    assert [each["id"] for each in erp.get("/templates").json()["items"]] == ["launch", "purchase"]
    found = erp.get("/templates/purchase")
    assert found.json()["name"] == {"zh": "采购申请", "en": "Purchase"}
    assert [each["id"] for each in found.json()["steps"]] == ["manager", "large", "cfo"]
    written = erp.get("/templates/purchase", headers={"accept": "application/yaml"})
    assert written.text == changed
    assert written.headers["content-type"].startswith("application/yaml")


def test_a_flawed_template_says_line_field_and_what_was_expected(erp: httpx.Client) -> None:
    flawed = PURCHASE_YAML.replace("budget > 500000", "budget >> 500000")
    answer = erp.post("/templates", content=flawed.encode(), headers=YAML)

    assert (answer.status_code, answer.json()["code"]) == (422, "template_invalid")
    (flaw,) = answer.json()["errors"]
    assert flaw["line"] == flawed.splitlines().index(next(x for x in flawed.splitlines() if ">>" in x)) + 1
    assert "when" in flaw["where"]


def test_a_template_with_errors_is_refused_with_step_and_line_and_warnings_pass(erp: httpx.Client) -> None:
    never = PURCHASE_YAML.replace("budget > 500000", "budget < 0")
    refused = erp.post("/templates", content=never.encode(), headers=YAML)
    passed = erp.post("/templates", content=PURCHASE_YAML.replace("due: 1d", "").encode(), headers=YAML)

    assert (refused.status_code, refused.json()["code"]) == (422, "template_invalid")
    place = next(at for at, text in enumerate(never.splitlines(), 1) if "id: large" in text)
    found = [(each["code"], each["element"], each["line"]) for each in refused.json()["findings"]]
    assert ("branch_never", "large", place) in found
    assert f"line {place}" in refused.json()["detail"]
    assert (passed.status_code, passed.json()["version"]) == (201, 2), "of the refused one nothing is kept"
    assert "no_due" in [each["code"] for each in passed.json()["findings"]]


def test_other_formats_are_refused_honestly(erp: httpx.Client) -> None:
    assert (
        erp.post("/templates", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    )
    assert erp.get("/templates/purchase", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("media", ["application/bpmn+xml", "application/xml"])
def test_a_template_goes_out_as_a_drawing_and_comes_in_as_one(erp: httpx.Client, media: str) -> None:
    drawing = erp.get("/templates/purchase", headers={"accept": media})
    assert drawing.headers["content-type"].startswith("application/bpmn+xml")
    published = erp.post("/templates", content=drawing.content, headers={"content-type": media})

    assert (published.status_code, published.json()["version"]) == (201, 2)
    assert erp.get("/templates/purchase", headers={"accept": media}).content == drawing.content
    as_yaml = erp.get("/templates/purchase", headers={"accept": "application/yaml"})
    assert "when: budget > 500000" in as_yaml.text


def test_a_drawing_of_another_tool_says_what_was_translated_and_what_blocks_it(erp: httpx.Client) -> None:
    headers = {"content-type": "application/xml"}
    lanes = erp.post("/templates", content=drawing("bpmnio_lanes_as_roles"), headers=headers)
    services = erp.post("/templates", content=drawing("camunda7_services"), headers=headers)
    bomb = erp.post("/templates", content=b"<!DOCTYPE a><a/>", headers=headers)

    assert lanes.status_code == 201
    assert {"Participant_c", "TextAnnotation_1"} <= {each["element"] for each in lanes.json()["findings"]}
    assert (services.status_code, services.json()["code"]) == (422, "template_invalid")
    assert services.json()["errors"][0]["where"] == "java (Calculate score)"
    assert (bomb.status_code, "DOCTYPE" in bomb.text) == (422, True)


def drawing(name: str) -> bytes:
    return (Path(__file__).parents[3] / "payloads" / "bpmn" / f"{name}.bpmn").read_bytes()


def test_a_chart_of_a_process(erp: httpx.Client) -> None:
    started(erp)
    picture = erp.get("/charts/gantt.png?process=PR-1", headers={"accept-language": "zh"})

    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
    assert picture.content == b"gantt of PR-1 in zh as png"
    drawn = erp.get("/charts/gantt.svg?process=PR-1", headers={"accept-language": "en"})
    assert (drawn.headers["content-type"], drawn.content) == ("image/svg+xml", b"gantt of PR-1 in en as svg")
    assert erp.get("/charts/mood.png?process=PR-1").status_code == 404
    assert erp.get("/charts/gantt.png?process=PR-9").status_code == 404
    assert erp.get("/charts/gantt.gif?process=PR-1").status_code == 422


def test_the_description_is_openapi_3_1(url: str) -> None:
    described = httpx.get(f"{url}/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    assert "/api/v1/tasks/{task}/actions" in described["paths"]
    assert described["components"]["securitySchemes"]
    assert not any(path.startswith("/chat") for path in described["paths"])
