"""What the parsers know of the demo company, from the same files that the demo is made of."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

from bot.app import found
from bot.app.company import read_company
from bot.app.demo.files import company_source, template_sources
from bot.app.lexicon import lexicon_of
from bot.nlu.lexicon import Lexicon
from engine.formats import yaml


@cache
def demo_lexicon() -> Lexicon:
    company = read_company(company_source(), ZoneInfo("Asia/Shanghai"))
    steps = found.step_types()
    templates = [yaml.read(source, 1, steps, name) for name, source in template_sources().items()]
    return lexicon_of(company.directory, company.nicknames, templates)
