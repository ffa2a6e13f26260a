"""Which template fits a wish in one's own words."""

from __future__ import annotations

import pytest

from bot.app.demo.files import template_sources
from bot.app.found import step_types
from bot.modelling.recommending import fitting
from engine.formats.yaml import read

TEMPLATES = [read(source, 1, step_types(), name) for name, source in template_sources().items()]
CASES = (
    ("想搞一场直播带货", "marketing_campaign"),
    ("买服务器", "procurement"),
    ("系统要升级", "it_deployment"),
    ("团建费用", "expense"),
    ("和代理商签协议", "contract_review"),
    ("改产品颜色", "change_request"),
    ("客户退货", "customer_complaint"),
    ("想休产假", "leave"),
    ("我想做个新耳机", "new_product"),
    ("a server migration", "it_deployment"),
    ("signing an NDA", "contract_review"),
    ("buying laptops", "procurement"),
    ("run an ad campaign", "marketing_campaign"),
    ("a client dinner", "expense"),
    ("a product launch", "new_product"),
)


@pytest.mark.parametrize(("said", "best"), CASES)
def test_the_best_fit(said: str, best: str) -> None:
    assert fitting(said, TEMPLATES)[0].template.id == best


@pytest.mark.parametrize("said", ["想养一只猫", "adopt a cat", ""])
def test_nothing_fits_where_nothing_speaks_for_any(said: str) -> None:
    assert fitting(said, TEMPLATES) == []
