"""Refusals over HTTP: problem+json (RFC 9457) with a stable `code`, for every error there is."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import JsonValue, ValidationError
from starlette.exceptions import HTTPException

from bot.messages import Language, Text
from bot.present.refusals import refusal
from engine import errors as x
from engine.expectations import expected
from storage.database import is_out_of_reach
from webhook import form_page
from webhook.parts import HttpParts

MEDIA_TYPE = "application/problem+json"
_log = structlog.get_logger()

# The nearest class counts: `approvals.md` §3a, "HTTP".
_STATUS: Mapping[type[x.WorkflowError], int] = {
    x.NotFound: 404,
    x.Forbidden: 403,
    x.Conflict: 409,
    x.Unacceptable: 422,
    x.TemplateInvalid: 422,
    x.TooOften: 429,
}
_WORDS: Mapping[int, tuple[str, Text]] = {
    400: ("bad_request", Text(zh="请求读不懂。", en="The request cannot be read.")),
    404: ("not_found", Text(zh="这里没有你要的东西。", en="There is nothing here.")),
    405: ("method_not_allowed", Text(zh="这里不能这样操作。", en="This cannot be done here.")),
    413: ("too_large", Text(zh="内容太大了,请缩短后再试。", en="That is too large; please shorten it.")),
    503: (
        "unavailable",
        Text(
            zh="数据库暂时没有响应,这次没有收下,什么都没有改;请过一会儿再试。",
            en="The database does not answer; this was not taken and nothing was changed. Please try again.",
        ),
    ),
    500: (
        "internal_error",
        Text(zh="我这边出了点问题,没有改动任何东西,请稍后再试。", en="Something went wrong on our side."),
    ),
}


class Problem(Exception):
    """A refusal of the web floor itself. `detail` is a sentence for the reader."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: Text,
        *,
        headers: Mapping[str, str] | None = None,
        **more: JsonValue,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code, self.detail, self.headers, self.more = status, code, detail, headers, more


def not_found(zh: str = "没有找到。", en: str = "Not found.") -> Problem:
    return Problem(404, "not_found", Text(zh=zh, en=en))


def answer(error: Exception, parts: HttpParts, language: Language) -> Response:
    """The answer to an error; anything not meant as a refusal is a 500 that tells nothing."""
    match error:
        case Problem():
            sentence = error.detail.said_in(language)
            return _problem(error.status, error.code, sentence, headers=error.headers, more=error.more)
        case x.WorkflowError():
            return _refused(error, parts, language)
        case RequestValidationError() | ValidationError():  # of the request, or of the command made from it
            wrong = [_wrong(each, language) for each in error.errors()]
            detail = "; ".join(f"{each['at']}: {each['expected']}" for each in wrong)
            return _problem(422, "invalid_request", detail, more={"errors": wrong})
        case HTTPException():
            code, words = _WORDS.get(error.status_code, _WORDS[400])
            return _problem(error.status_code, code, words.said_in(language), headers=error.headers)
        case _ if is_out_of_reach(error):
            _log.error("database_out_of_reach", error=repr(error))
            code, words = _WORDS[503]
            return _problem(503, code, words.said_in(language), headers={"retry-after": "5"})
        case _:
            trace = "".join(traceback.format_exception(error))
            _log.error("request_failed", error=repr(error), trace=trace)
            code, words = _WORDS[500]
            return _problem(500, code, words.said_in(language))


def install(app: FastAPI, parts: HttpParts) -> None:
    # Not async: wording a refusal may load the directory, which must not block the event loop.
    def handle(request: Request, error: Exception) -> Response:
        language = reader(request, parts)
        if _lost(request, error):
            return HTMLResponse(form_page.nowhere(language), 404, headers={"cache-control": "no-store"})
        return answer(error, parts, language)

    for kind in (Problem, x.WorkflowError, RequestValidationError, ValidationError, HTTPException):
        app.add_exception_handler(kind, handle)


def _lost(request: Request, error: Exception) -> bool:
    """A browser at an address that leads nowhere: its reader wants a page."""
    nowhere = isinstance(error, HTTPException) and error.status_code == 404
    return nowhere and "text/html" in request.headers.get("accept", "")


def reader(request: Request, parts: HttpParts) -> Language:
    """The open API speaks English unless asked otherwise; a page says which language its reader chose."""
    if language := getattr(request.state, "language", None):
        return Language(language)
    wanted = request.headers.get("accept-language", "").strip().lower()
    if request.url.path.startswith("/api/"):
        return Language.ZH if wanted.startswith("zh") else Language.EN
    return Language.EN if wanted.startswith("en") else parts.language


def _refused(error: x.WorkflowError, parts: HttpParts, language: Language) -> Response:
    status = next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)
    if isinstance(error, x.TemplateInvalid):
        flaws: list[JsonValue] = [
            {"line": flaw.line, "where": flaw.where, "expected": flaw.expected} for flaw in error.flaws
        ]
        return _problem(status, error.code, str(error), more={"source": error.source, "errors": flaws})
    if isinstance(error, x.TaskClosed):
        process = error.task.rpartition("-")[0]
        error.cause = parts.workflow.events.cause_of_closing(process, error.task)
    sentence = refusal(error, parts.directory(), now=parts.now(), zone=parts.zone).said_in(language)
    # `status` is the HTTP status here; what became of a task or process goes by another name.
    more = {"became" if name == "status" else name: value for name, value in vars(error).items()}
    return _problem(status, error.code, sentence, more=more)


def _problem(
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", **(more or {})}
    body |= {"title": title, "status": status, "code": code, "detail": detail}
    return JSONResponse(
        _plain(body), status, media_type=MEDIA_TYPE, headers={"cache-control": "no-store", **(headers or {})}
    )


def _plain(value: Any) -> JsonValue:
    """The fields of an error as JSON: moments in ISO form, whatever else as its text."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(name): _plain(each) for name, each in value.items()}
        case Sequence():
            return [_plain(each) for each in value]
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _wrong(error: Mapping[str, Any], language: Language) -> dict[str, str]:
    where = [str(each) for each in error["loc"]] or ["body"]
    said = expected(error)
    if error["type"] == "json_invalid":  # of which the place is a number of characters
        where = where[:1]
    return {"at": ".".join(where[1:]) or where[0], "expected": Text(zh=said.zh, en=said.en).said_in(language)}
