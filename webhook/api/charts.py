"""Charts as pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from webhook.api.keys import READ
from webhook.api.route import ApiRoute
from webhook.given import Parts
from webhook.parts import ChartForm
from webhook.problems import not_found, reader

router = APIRouter(prefix="/charts", tags=["charts"], route_class=ApiRoute, dependencies=[READ])

_MEDIA: dict[ChartForm, str] = {"png": "image/png", "svg": "image/svg+xml"}


@router.get(
    "/{chart}.{form}",
    response_class=Response,
    responses={
        200: {"content": {kind: {} for kind in _MEDIA.values()}, "description": "The picture, 1200 px wide."}
    },
)
def picture(
    request: Request,
    parts: Parts,
    chart: str,
    form: ChartForm,
    process: Annotated[str, Query(description="Its number.")],
) -> Response:
    """Of one process; words in the language that `Accept-Language` asks for."""
    found = parts.workflow.processes.process(process)
    try:
        drawn = parts.workflow.chart(chart, found, reader(request, parts), parts.now(), form)
    except KeyError as error:
        raise not_found(f"还没有「{chart}」这种图。", f"There is no chart “{chart}” yet.") from error
    return Response(drawn, media_type=_MEDIA[form], headers={"cache-control": "no-store"})
