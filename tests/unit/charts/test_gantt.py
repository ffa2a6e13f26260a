"""The picture itself: size, colours with their meaning, letters that exist, whatever it is given."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from charts import style
from charts.chart import said
from charts.gantt import CHART, draw
from charts.schedule import GanttProcess
from engine.people import Label
from engine.process import ProcessStatus
from tests.unit.charts.samples import (
    BUDGET,
    BUDGET_MOVED,
    DESIGN,
    LEGAL,
    LEGAL_DONE,
    LEGAL_LATE,
    NOW,
    at,
    data,
    many,
    picture,
    pixels_of,
    process,
    step,
)

LONG = Label("法务审核:供应商框架合同与数据出境逐条审查" * 6, "Legal review of the framework contract " * 6)
STRANGE = Label("🎉 $x_1$ ไทย عربي\n𠮷 \u202e", "🎉 $x_1$ ไทย\t\x00")
EXTREME = process(
    replace(LEGAL_LATE, name=LONG, who=(LONG,) * 5), replace(BUDGET, name=STRANGE, who=()), BUDGET_MOVED
)
DONE = process(DESIGN, LEGAL_DONE, status=ProcessStatus.COMPLETED, ended_at=at(24, 12))
LONG_AGO = process(step("量产", "Production", (at(1, month=1), at(1, month=12))))
LATE_ALONE = process(DESIGN, LEGAL_LATE, due_at=at(20, month=12))  # the whole is not late: one late bar
_KEY_SWATCH = 44 * 24  # px of red-orange in the key
SAMPLES = {
    "late": process(DESIGN, LEGAL_LATE, BUDGET_MOVED),
    "one bar": process(LEGAL),
    "all future": process(BUDGET),
    "all done": DONE,
    "withdrawn": process(DESIGN, LEGAL, BUDGET, status=ProcessStatus.CANCELLED, ended_at=at(24, 10)),
    "no plan": process(),
    "extreme names": EXTREME,
    "hundreds": many(200, done=150, late=20),
    "a year": LONG_AGO,
    "a moment": process(step("签字", "Signature", (NOW, NOW))),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_every_chart_is_1200_px_wide_and_light(sample: GanttProcess, language: str) -> None:
    png = draw(data(sample, language))
    assert picture(png).width == 1200
    assert len(png) < 2_000_000


def test_the_smallest_text_is_nine_points_on_a_phone() -> None:
    a_point, scale = 4 / 3, 390 / style.WIDTH
    assert min(style.TEXT_SIZE, style.NAME_SIZE, style.TITLE_SIZE) * scale >= 9 * a_point


def test_late_parts_are_red_orange() -> None:
    assert pixels_of(draw(data(LATE_ALONE)), style.LATE) > 1.5 * _KEY_SWATCH


@pytest.mark.parametrize("sample", [process(DESIGN, LEGAL, BUDGET), DONE])
def test_what_is_in_time_has_no_red_orange(sample: GanttProcess) -> None:
    assert pixels_of(draw(data(sample)), style.LATE) == 0


def test_the_late_part_grows_with_the_delay() -> None:
    later = NOW + timedelta(days=4)
    now, then = (draw(data(LATE_ALONE, now=moment)) for moment in (NOW, later))
    assert pixels_of(then, style.LATE) > 1.3 * pixels_of(now, style.LATE)


def test_a_late_forecast_is_hatched_not_filled() -> None:
    filled, hatched = process(LEGAL_LATE), process(BUDGET_MOVED)
    assert 0 < pixels_of(draw(data(hatched)), style.LATE) < 3 * pixels_of(draw(data(filled)), style.LATE)


def test_planned_bars_are_grey_and_actual_ones_blue() -> None:
    png = draw(data(DONE))
    assert pixels_of(png, style.PLANNED) > 1000
    assert pixels_of(png, style.ACTUAL) > 1000


def test_todays_line_reaches_from_its_label_to_the_foot() -> None:
    image = picture(draw(data(process(DESIGN, LEGAL, BUDGET))))
    ink = tuple(bytes.fromhex(style.INK.removeprefix("#")))
    dark = [sum(image.getpixel((x, y)) == ink for y in range(image.height)) for x in range(1200)]
    assert max(dark) > image.height / 2


def test_a_finished_process_has_no_line_after_its_end() -> None:
    later = draw(data(DONE, now=NOW + timedelta(days=30)))
    at_the_end = draw(data(DONE, now=at(24, 11)))
    assert pixels_of(later, style.INK) < pixels_of(at_the_end, style.INK)


def test_the_same_data_give_the_same_picture_also_from_threads() -> None:
    samples = [data(process(DESIGN, LEGAL_LATE)), data(process(BUDGET), "en")] * 4
    alone = [draw(sample) for sample in samples]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(draw, samples)) == alone


def test_both_languages_are_drawn_from_the_same_data() -> None:
    chinese = data(SAMPLES["late"])
    assert draw(replace(chinese, language="en")) == draw(data(SAMPLES["late"], "en"))


def test_importing_charts_imports_no_heavy_library() -> None:
    code = "import sys, charts.gantt; print([m for m in ('matplotlib', 'numpy', 'PIL') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


def test_matplotlib_keeps_its_font_list_where_it_is_told(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from charts import style, sheet;"
        "style.prepare(pathlib.Path(sys.argv[1]) / 'mpl'); sheet.warm_up()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    assert list((tmp_path / "mpl").glob("fontlist*"))


def test_the_chart_is_declared_under_its_name_in_the_contract() -> None:
    assert (CHART.name, CHART.draw) == ("gantt", draw)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_as_svg_it_has_the_same_size_words_and_colours(language: str) -> None:
    shown = data(LATE_ALONE, language)
    tree = ET.fromstring(draw(shown, "svg").decode())
    shapes = [each.attrib["fill"] for each in tree if each.tag.endswith(("polygon", "rect"))]
    words = "".join(each.text or "" for each in tree if each.tag.endswith("text"))

    assert tree.attrib["viewBox"] == "0 0 {} {}".format(*picture(draw(shown)).size)
    assert style.LATE in shapes
    assert all(said(bar.label, language)[:4] in words for bar in shown.bars)


def test_words_in_an_svg_cannot_be_markup() -> None:
    shown = replace(data(DONE), title=Label("<script>&", "<script>&"))

    assert "<script>&" in [each.text for each in ET.fromstring(draw(shown, "svg").decode())]
