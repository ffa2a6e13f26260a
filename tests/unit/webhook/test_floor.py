"""Health, pages, and how refusals look."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import httpx

from engine.people import Directory
from tests.unit.webhook.server import Company, serving


def test_health_and_readiness(url: str) -> None:
    assert httpx.get(f"{url}/healthz").json() == {"status": "ok"}
    assert httpx.get(f"{url}/readyz").json() == {
        "status": "ok",
        "checks": {"database": "ok", "redis": "ok"},
    }


def test_not_ready_names_what_is_down(company: Company) -> None:
    def lost() -> None:
        raise OSError("connection refused")

    with serving(replace(company.parts(), checks={"database": company.database.ready, "redis": lost})) as url:
        answer = httpx.get(f"{url}/readyz")

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["checks"] == {"database": "ok", "redis": "down"}
    assert "refused" not in answer.text


def test_what_is_not_there_is_a_problem_with_a_code(url: str) -> None:
    for path in ("/nowhere", "/api/v1/nowhere", "/pages/nowhere.js", "/pages/", "/pages/../app.py"):
        answer = httpx.get(url + path)
        assert (path, answer.status_code, answer.json()["code"]) == (path, 404, "not_found")
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_browser_that_is_lost_gets_a_page_with_the_way_back(url: str) -> None:
    for language, words in (("zh", "没有这个页面"), ("en", "There is no such page")):
        answer = httpx.get(f"{url}/nowhere", headers={"accept": "text/html,*/*", "accept-language": language})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert words in answer.text
        assert "href='/'" in answer.text


def test_what_does_not_fit_is_told_in_the_readers_words(url: str) -> None:
    headers = {"origin": url, "content-type": "application/json", "accept-language": "zh"}
    cut = httpx.post(f"{url}/chat/session", content="{", headers=headers).json()
    assert cut["errors"][0]["at"] == "body"
    assert cut["errors"][0]["expected"].startswith("JSON;")
    empty = httpx.post(f"{url}/chat/session", content="{}", headers=headers).json()
    assert empty["errors"] == [{"at": "user", "expected": "必须填写,现在没有"}]


def test_a_wrong_method_is_a_problem_that_says_which_are_right(url: str) -> None:
    answer = httpx.delete(f"{url}/healthz")

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "GET"


def test_an_unforeseen_failure_tells_nothing(company: Company) -> None:
    def broken() -> Directory:
        raise RuntimeError("secret detail")

    parts = replace(company.parts(), directory=broken)
    with serving(parts) as url:
        answer = httpx.get(f"{url}/chat/session")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text


def test_a_database_out_of_reach_is_said_so_and_may_be_tried_again(company: Company) -> None:
    def locked() -> Directory:
        raise sqlite3.OperationalError("database is locked")

    with serving(replace(company.parts(), directory=locked)) as url:
        answer = httpx.get(f"{url}/chat/session", headers={"accept-language": "zh"})

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    assert "什么都没有改" in answer.json()["detail"]
    assert "locked" not in answer.text


def test_the_pages_are_revalidated_and_run_nothing_foreign(company: Company, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "app.js").write_text("0")
    with serving(replace(company.parts(), pages=tmp_path)) as url:
        index = httpx.get(url)
        script = httpx.get(f"{url}/pages/js/app.js")
        again = httpx.get(f"{url}/pages/js/app.js", headers={"if-none-match": script.headers["etag"]})

    assert index.text == "<!doctype html>"
    assert "'unsafe-inline'" not in index.headers["content-security-policy"]
    assert index.headers["content-security-policy"].startswith("default-src 'self'")
    assert script.headers["cache-control"] == "no-cache"
    assert again.status_code == 304
