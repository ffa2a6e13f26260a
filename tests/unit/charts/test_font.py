"""Texts before they are drawn: no tofu, never wider than their room, broken where people would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from charts.font import fit, font_path, is_known, printable, width, wrap


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("极光手表 🎉✨", "极光手表"),
        ("一行\n两行\t三", "一行 两行 三"),
        ("𠮷野家 Café №5", "𠮷野家 Café №5"),
        ("ไท report", "〓〓 report"),
        ("$x_1$ 100%", "$x_1$ 100%"),
        ("\u202ecod.exe\u200b\x00", "cod.exe"),
        ("👨‍👩‍👧 ✅ 通过", "通过"),
    ],
)
def test_what_the_font_has_not_is_dropped_or_marked(typed: str, drawn: str) -> None:
    assert printable(typed) == drawn


@given(st.text())
def test_every_printable_character_is_in_the_font(typed: str) -> None:
    assert all(is_known(character) for character in printable(typed))


@pytest.mark.parametrize("text", ["法务审核晚了 2 天", "Legal review, 2 days late", "NP-12 · 12月8日 周二"])
def test_the_measured_width_is_the_rendered_one(text: str) -> None:
    rendered = ImageFont.truetype(str(font_path()), 37).getlength(text)
    assert width(text, 37) == pytest.approx(rendered, rel=0.02)


@given(st.text(alphabet="极光手表审核, abcWi·0123", max_size=60), st.integers(60, 600))
def test_a_fitted_text_stays_in_its_room_and_a_cut_one_says_so(text: str, room: int) -> None:
    fitted = fit(text, 37, room)
    assert width(fitted, 37) <= room
    assert fitted == text or fitted.endswith("…")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("极光手表按期完成", ["极光手表按期完成"]),
        ("法务审核晚了 2 天,极光手表预计 12月8日 完成", ["法务审核晚了 2 天,", "极光手表预计 12月8日 完成"]),
        ("Legal is 2 days late; Aurora is due Dec 8", ["Legal is 2 days late;", "Aurora is due Dec 8"]),
        (
            "Aurora watch is planned for Dec 17, 2027, not yet",
            ["Aurora watch is planned for Dec 17, 2027,", "not yet"],
        ),
        ("新品立项 NP-12 · 11月2日–12月1日 · 60 步,完成 9 步",
         ["新品立项 NP-12 · 11月2日–12月1日", "60 步,完成 9 步"]),
    ],
)  # fmt: skip
def test_lines_break_between_clauses_and_never_inside_a_date(text: str, lines: list[str]) -> None:
    longest = max(width(line, 37) for line in lines)
    assert wrap(text, 37, longest + 1) == lines


def test_a_line_without_clauses_breaks_between_words() -> None:
    assert wrap("极光手表在 12月8日 完成", 40, width("极光手表在 12月8", 40)) == [
        "极光手表在",
        "12月8日 完成",
    ]
