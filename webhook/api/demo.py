"""The demo's time machine, for the chat's page and for programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field

from storage.api_keys import Scope
from webhook.api.asked import Asked
from webhook.api.keys import DOCUMENTED, authenticated, check
from webhook.chat.session import same_origin, session_of
from webhook.chat.shown import moment
from webhook.given import Parts
from webhook.problems import not_found

router = APIRouter(prefix="/demo", tags=["demo"], dependencies=[DOCUMENTED])


class Advance(Asked):
    """An ISO 8601 duration: PT1H, P1D, P7D."""

    advance: Annotated[timedelta, Field(gt=timedelta(0), le=timedelta(days=366))]


@router.post("/clock")
def advance(request: Request, parts: Parts, body: Advance) -> dict[str, str]:
    """Company time moves on, for everyone; reminders and escalations follow."""
    if not parts.demo or parts.advance is None:
        raise not_found()
    if "authorization" in request.headers:
        check(authenticated(request, parts), Scope.ACT)
    else:
        session_of(request, parts)
        same_origin(request, parts)
    now = parts.advance(body.advance)
    parts.chat.live.clock(now)
    return {"now": moment(now)}
