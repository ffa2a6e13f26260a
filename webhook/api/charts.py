"""Charts as pictures."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from bot.messages import Text
from webhook.api.keys import READ
from webhook.api.route import ApiRoute
from webhook.given import Parts
from webhook.problems import Problem, not_found, reader

router = APIRouter(prefix="/charts", tags=["charts"], route_class=ApiRoute, dependencies=[READ])

_ONLY_PNG = Text(zh="图表目前只有 PNG。", en="Charts come as PNG for now.")


@router.get(
    "/{chart}.{form}",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The picture, 1200 px wide."}},
)
def picture(
    request: Request,
    parts: Parts,
    chart: str,
    form: Literal["png", "svg"],
    process: Annotated[str, Query(description="Its number.")],
) -> Response:
    """Of one process; words in the language that `Accept-Language` asks for."""
    if form != "png":
        raise Problem(501, "not_served_yet", _ONLY_PNG)
    found = parts.workflow.processes.process(process)
    try:
        png = parts.workflow.chart(chart, found, reader(request, parts), parts.now())
    except KeyError as error:
        raise not_found(f"还没有「{chart}」这种图。", f"There is no chart “{chart}” yet.") from error
    return Response(png, media_type="image/png", headers={"cache-control": "no-store"})
