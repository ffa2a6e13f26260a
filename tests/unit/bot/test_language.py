"""Which language a sentence speaks: numbers, names and single words tell nothing."""

from __future__ import annotations

import pytest

from bot.messages import Language, language_of


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("帮我发起一个新品立项流程", Language.ZH),
        ("NP-12 approve一下", Language.ZH),
        ("what's on my plate", Language.EN),
        ("approve PR-7, go ahead", Language.EN),
        ("approve", None),
        ("ok", None),
        ("NP-12 LGTM", None),
        ("Sun.Lei", None),
        ("👍 12", None),
    ],
)
def test_a_sentence_tells_its_language(words: str, language: Language | None) -> None:
    assert language_of(words) is language
