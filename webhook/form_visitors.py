"""Who opened a form's page: told by the platform, inside whose client it opens, and kept for a short while.

The client is sent to the platform and comes back with a code, which only the platform can read. A page that
was forwarded so belongs to its person still.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from datetime import timedelta
from urllib.parse import urlencode

import structlog
from fastapi import Request, Response

from bot.adapter import PlatformError, SignIn
from bot.forms import Form
from bot.messages import Language, Text
from webhook import form_page
from webhook.parts import HttpParts

VISITOR, STATE = "tuitui_visitor", "tuitui_sign_in"
_KEPT = timedelta(hours=2)  # as long as somebody may take over a form
_AWAY = timedelta(minutes=5)  # as long as a code lives
_PATH = "/forms/"

log = structlog.get_logger()


def is_owner(request: Request, form: Form, parts: HttpParts) -> bool:
    """As signed; what was signed for another, or is too old, is nobody."""
    text, _, signature = request.cookies.get(VISITOR, "").partition(".")
    if not text or not hmac.compare_digest(signature.encode(), _signature(text, parts.secret).encode()):
        return False
    seal = json.loads(base64.urlsafe_b64decode(text))
    is_fresh = parts.machine_now().timestamp() < seal["until"]
    return is_fresh and (seal["platform"], seal["account"]) == (form.address.platform, form.sender)


def send_to(sign_in: SignIn, request: Request, token: str, language: Language, parts: HttpParts) -> Response:
    """To the platform, which sends them back; or a page that says where to open it."""
    state = secrets.token_urlsafe(16)
    back = f"{parts.url}{_PATH}{token}?{urlencode({'lang': language.value})}"
    address = sign_in.address(back, state, request.headers.get("user-agent", ""))
    if address is None:
        return Response(form_page.outside(language), status_code=403)
    answer = Response(status_code=302, headers={"location": address})
    _keep(answer, STATE, state, _AWAY, parts)
    return answer


def come_back(
    sign_in: SignIn, request: Request, form: Form, language: Language, parts: HttpParts
) -> Response:
    """With a code: on to the form for its owner, a kind word for everybody else."""
    given, kept = request.query_params.get("state", ""), request.cookies.get(STATE, "")
    if not kept or not hmac.compare_digest(given.encode(), kept.encode()):
        return Response(form_page.unclear(language), status_code=403)
    try:
        account = sign_in.account(request.query_params.get("code", ""))
    except PlatformError as error:
        log.warning("sign_in_failed", platform=form.address.platform, error=repr(error))
        return Response(form_page.unclear(language), status_code=503)
    if account is None:
        return Response(form_page.unclear(language), status_code=403)
    if account != form.sender:
        log.info("form_opened_by_another", platform=form.address.platform, card=form.card.key)
        return refused(form, language, parts)
    here = f"{request.url.path}?{urlencode({'lang': language.value})}"  # without the code
    answer = Response(status_code=303, headers={"location": here})
    until = (parts.machine_now() + _KEPT).timestamp()
    seal = {"platform": form.address.platform, "account": account, "until": until}
    text = base64.urlsafe_b64encode(json.dumps(seal).encode()).decode()
    _keep(answer, VISITOR, f"{text}.{_signature(text, parts.secret)}", _KEPT, parts)
    return answer


def refused(form: Form, language: Language, parts: HttpParts) -> Response:
    """To a colleague: whose it is."""
    owner = parts.forms.owner(form.address.platform, form.sender)
    person = parts.directory().person(owner) if owner else None
    name = Text(zh=person.name.zh, en=person.name.en) if person else None
    return Response(form_page.foreign(name, language), status_code=403)


def _keep(answer: Response, name: str, value: str, life: timedelta, parts: HttpParts) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path=_PATH,
        httponly=True,
        samesite="lax",
        secure=parts.url.startswith("https://"),
    )


def _signature(text: str, secret: bytes) -> str:
    return hmac.new(secret, b"visitor\n" + text.encode(), hashlib.sha256).hexdigest()
