"""The pages' own files: no listing, revalidated by ETag, and a policy that lets nothing foreign run."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# The drawing's own library places its marks by style attributes.
DRAWING_POLICY = f"{POLICY}; style-src 'self' 'unsafe-inline'"
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-cache",  # kept, but asked for anew each time: an update shows at once
}


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_HEADERS)
        return response


def mount(app: FastAPI, pages: Path) -> None:
    """`/` is the chat, `/designer` draws templates; their files lie under `/pages/`."""
    files = _Files(directory=pages, check_dir=False)

    async def index(request: Request) -> Response:
        response: Response = await files.get_response("index.html", request.scope)
        return response

    app.add_route("/", index, methods=["GET", "HEAD"], include_in_schema=False)

    async def designer(request: Request) -> Response:
        response: Response = await files.get_response("designer/index.html", request.scope)
        response.headers["content-security-policy"] = DRAWING_POLICY
        return response

    app.add_route("/designer", designer, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount("/pages", files)
