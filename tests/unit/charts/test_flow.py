"""The picture of a template: every step, every way forward, readable on a phone, quick."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from bot.app.demo.files import template_sources
from bot.app.found import step_types
from charts import flow, sheet, style
from engine.formats.yaml import read
from engine.template import Template

TEMPLATES = {name: read(source, 1, step_types(), name) for name, source in template_sources().items()}


def _data(template: Template, language: str = "zh") -> flow.FlowData:
    return flow.collect(template, language=language)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_step_is_drawn_and_can_be_reached_by_arrows(name: str) -> None:
    template = TEMPLATES[name]
    data = _data(template)
    assert {node.id for node in data.nodes} == {*map(str, template.steps), "end"}
    assert {arrow.end for arrow in data.arrows} == {node.id for node in data.nodes} - {"start"}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_arrows_lead_down(name: str) -> None:
    data = _data(TEMPLATES[name])
    layer = {node.id: node.layer for node in data.nodes}
    assert all(layer[arrow.start] < layer[arrow.end] for arrow in data.arrows)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nodes_stand_apart_on_the_page(name: str, language: str) -> None:
    data = _data(TEMPLATES[name], language)
    with sheet.blank():
        places, _ = flow.placed(data, top=100)
    boxes = list(places.values())
    assert all(each.left >= 0 and each.right <= style.WIDTH for each in boxes)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one.right <= other.left or other.right <= one.left
            assert apart or one.bottom <= other.top or other.bottom <= one.top


def test_it_is_a_picture_of_the_width_of_all_charts_and_small() -> None:
    png = flow.draw(_data(next(iter(TEMPLATES.values()))))
    assert Image.open(io.BytesIO(png)).width == style.WIDTH
    assert len(png) < 200_000


def test_it_is_drawn_well_within_a_second(tmp_path: Path) -> None:
    data = _data(next(iter(TEMPLATES.values())))
    flow.draw(data)
    begun = time.perf_counter()
    flow.draw(data)
    assert time.perf_counter() - begun < 0.5


def test_conditions_are_diamonds_and_their_ways_have_words() -> None:
    template = next(each for each in TEMPLATES.values() if each.id == "expense")
    data = _data(template)
    condition = next(each for each in data.nodes if each.shape == "diamond")
    ways = [arrow for arrow in data.arrows if arrow.start == condition.id]
    assert all(arrow.words is not None for arrow in ways)
