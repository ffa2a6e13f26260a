"""Who looks at the page: a signed cookie names the person and the language. It holds nothing secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from bot.messages import Language, Text
from engine.people import Person, PersonId
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem

COOKIE = "tuitui_session"
FIRST_VISITOR = PersonId("liu.yang")  # of the demo company
_KEPT_S = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Session:
    user: PersonId | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in, and the language they read."""

    person: Person
    language: Language


def session_of(request: Request, parts: HttpParts) -> Session:
    """As signed; a person who has left is signed out. In the demo a first visitor becomes somebody."""
    found = opened(request.cookies.get(COOKIE, ""), parts.secret)
    if found.user is not None and not parts.directory().is_active(found.user):
        found = replace(found, user=None)
    if found.user is None and parts.demo:
        found = replace(found, user=_firstvisitor(parts))
    request.state.language = language_of(found, parts)  # for sentences of refusals
    return found


def language_of(session: Session, parts: HttpParts) -> Language:
    """As the person chose, here or in words; what a page chose for nobody holds for those who never did."""
    known = parts.chat.languages.language(session.user) if session.user else None
    return known or session.language or parts.language


def keep(response: Response, session: Session, parts: HttpParts) -> None:
    response.set_cookie(
        COOKIE,
        sealed(session, parts.secret),
        max_age=_KEPT_S,
        httponly=True,
        samesite="lax",
        secure=parts.url.startswith("https://"),
    )


def sealed(session: Session, secret: bytes) -> str:
    """`{base64url JSON}.{hex HMAC-SHA256 of it}`."""
    content = json.dumps({"user": session.user, "language": session.language})
    text = base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")
    return f"{text}.{_signature(text, secret)}"


def opened(cookie: str, secret: bytes) -> Session:
    """What was sealed; a session of nobody when the seal is broken."""
    text, _, signature = cookie.partition(".")
    if not text or not hmac.compare_digest(signature.encode(), _signature(text, secret).encode()):
        return Session()
    content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    language = content["language"]
    return Session(content["user"], Language(language) if language else None)


def _signature(text: str, secret: bytes) -> str:
    return hmac.new(secret, b"session\n" + text.encode(), hashlib.sha256).hexdigest()


def _firstvisitor(parts: HttpParts) -> PersonId | None:
    people = parts.directory().people
    if FIRST_VISITOR in people:
        return FIRST_VISITOR
    return next((each.id for each in people.values() if each.active), None)


def same_origin(request: Request, parts: HttpParts) -> None:
    """Refuse what another site's page sends with our reader's cookie.

    Browsers say where a request comes from (`Origin`, `Sec-Fetch-Site`); programs, which carry no cookie of
    somebody else, say nothing.
    """
    origin = request.headers.get("origin")
    ours = {request.headers.get("host", ""), urlsplit(parts.url).netloc}
    is_foreign = origin is not None and urlsplit(origin).netloc not in ours
    if is_foreign or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        detail = Text(zh="这个请求来自别的网站,没有执行。", en="This request came from another site.")
        raise Problem(403, "foreign_origin", detail)


def visitor(request: Request, parts: Parts) -> Visitor:
    """Raises Problem 401 for one who is not signed in."""
    session = session_of(request, parts)
    person = parts.directory().person(session.user) if session.user else None
    if person is None:
        detail = Text(zh="请先登录,再来聊。", en="Please sign in first.")
        raise Problem(401, "signed_out", detail)
    return Visitor(person, language_of(session, parts))


def _acting(request: Request, parts: Parts) -> Visitor:
    found = visitor(request, parts)
    same_origin(request, parts)
    return found


Reader = Annotated[Visitor, Depends(visitor)]
Actor = Annotated[Visitor, Depends(_acting)]
