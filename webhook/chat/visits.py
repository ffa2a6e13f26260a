"""Who the page is for: the session, the demo's people switcher, the language."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, JsonValue
from starlette.responses import JSONResponse

from bot.messages import Language, Text
from engine.people import Person, PersonId
from webhook.chat.session import Session, keep, language_of, same_origin, session_of
from webhook.chat.shown import moment
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem, not_found

router = APIRouter()


class Become(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    user: PersonId


class ChosenLanguage(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    language: Language


@router.get("/chat/session")
def session(request: Request, parts: Parts) -> JSONResponse:
    found = session_of(request, parts)
    return _kept(found, parts)


@router.post("/chat/session")
def become(request: Request, parts: Parts, body: Become) -> JSONResponse:
    """The demo's people switcher."""
    found = session_of(request, parts)
    same_origin(request, parts)
    if not parts.demo:
        raise not_found()
    if not parts.directory().is_active(body.user):
        detail = Text(zh="通讯录里没有这个人。", en="There is nobody of that name.")
        raise Problem(422, "person_inactive", detail, person=body.user)
    return _kept(replace(found, user=body.user), parts)


@router.post("/chat/language")
def choose_language(request: Request, parts: Parts, body: ChosenLanguage) -> JSONResponse:
    found = session_of(request, parts)
    same_origin(request, parts)
    if found.user is not None:
        parts.chat.languages.choose_language(found.user, body.language)
    return _kept(replace(found, language=body.language), parts)


def _kept(session: Session, parts: HttpParts) -> JSONResponse:
    """What the page is told of it, with the cookie."""
    response = JSONResponse(_shown(session, parts))
    keep(response, session, parts)
    return response


def _shown(session: Session, parts: HttpParts) -> dict[str, JsonValue]:
    people = [each for each in parts.directory().people.values() if each.active] if parts.demo else []
    return {
        "user": session.user,
        "demo": parts.demo,
        "language": language_of(session, parts),
        "now": moment(parts.now()),
        "timezone": str(parts.zone),
        "voice": parts.chat.transcribe is not None,
        "people": [_person(each, parts) for each in people],
    }


def _person(person: Person, parts: HttpParts) -> dict[str, JsonValue]:
    department = parts.directory().departments.get(person.department)
    name = department.name if department else None
    return {
        "id": person.id,
        "name": person.name.zh,
        "english_name": person.name.en,
        "title": {"zh": person.title.zh, "en": person.title.en},
        "department": {
            "id": person.department,
            "zh": name.zh if name else person.department,
            "en": name.en if name else person.department,
        },
    }
