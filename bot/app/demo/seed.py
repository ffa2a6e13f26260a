"""Fills an empty database with the demo company, its templates and half a year of history."""

from __future__ import annotations

from datetime import datetime

from bot.app.company import read_company
from bot.app.core import Core
from bot.app.demo.files import company_source, template_sources
from bot.app.demo.history import play
from bot.app.post import posted
from bot.cards import show
from bot.letters import Letter
from bot.present.task_card import open_card
from engine.process import ProcessStatus
from storage.outbox import Outbox
from storage.queries.processes import ProcessQueries
from storage.settings import SharedSettings

_STAGE = "demo_stage"  # begun | done


def seed(core: Core, now: datetime) -> bool:
    """False when somebody was there before: then nothing is touched."""
    kept = SharedSettings(core.database)
    if core.people.directory().people and kept.get(_STAGE) != "begun":
        return False
    if kept.get(_STAGE) is None:  # else a first start died midway: its history is as long as it got
        kept.set(_STAGE, "begun")
        company(core, now)
        play(core, now)
    _deliver_what_is_open(core, now)
    kept.set(_STAGE, "done")
    return True


def company(core: Core, now: datetime) -> None:
    """The people and the ten templates, without any history."""
    core.people.replace(read_company(company_source(), core.settings.zone))
    for name, source in template_sources().items():
        core.templates.publish(name, source, now)


def _deliver_what_is_open(core: Core, now: datetime) -> None:
    """Half a year of old news is not delivered; the cards that still wait for somebody are."""
    outbox = Outbox(core.database)
    outbox.forget_waiting(now)
    processes = ProcessQueries(core.database, core.templates.read)
    world = core.world()
    for summary in reversed(processes.page(status=ProcessStatus.RUNNING, limit=200).items):
        process = processes.process(summary.number)
        letters = [
            (task.id, Letter(person=task.assignee, reply=show(open_card(process, task, world, now))))
            for task in process.tasks
        ]
        outbox.add([posted(letter, f"seed/{task}") for task, letter in letters], now=now)
