"""The open API, under `/api/v1`."""

from __future__ import annotations

from fastapi import APIRouter

from webhook.api import administration, charts, chat, demo, drafts, processes, tasks, templates, webhooks
from webhook.api.keys import DOCUMENTED
from webhook.api.objects import ProblemObject
from webhook.problems import MEDIA_TYPE

_PROBLEM = {"content": {MEDIA_TYPE: {"schema": ProblemObject.model_json_schema()}}}

router = APIRouter(prefix="/api/v1", responses={"default": {"description": "A problem.", **_PROBLEM}})
for _each in (templates, drafts, processes, tasks, chat, charts, webhooks, administration):
    router.include_router(_each.router, dependencies=[DOCUMENTED])
router.include_router(demo.router)
