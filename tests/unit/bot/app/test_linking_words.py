"""How people name a platform when they ask for their account there to be linked."""

from __future__ import annotations

import pytest

from bot.app import found
from bot.app.linking_words import to_link, to_link_something, to_unlink

NAMES = {
    name: (each.title.zh, each.title.en, *each.also)
    for name, each in found.platforms().items()
    if name not in ("web", "terminal")
}


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("绑定企微", "wecom"),
        ("我想绑定企业微信", "wecom"),
        ("关联我的wecom账号", "wecom"),
        ("connect WeChat Work", "wecom"),
        ("link wxwork", "wecom"),
        ("绑定一下我的飞书账号", "feishu"),
        ("请帮我绑定 lark", "feishu"),
        ("link my Lark account", "feishu"),
        ("把钉钉绑定一下", "dingtalk"),
        ("怎么绑定钉钉?", "dingtalk"),
        ("绑定 Ding Talk", "dingtalk"),
        ("how do I link DingTalk?", "dingtalk"),
        ("钉钉绑定", "dingtalk"),
        ("把我的Slack账号关联上", "slack"),
        ("please link my slack account please", "slack"),
        ("link the contract", None),
        ("绑定合同", None),
        ("绑定账号", None),
    ],
)
def test_a_wish_to_link_names_its_platform_in_any_of_its_names(text: str, platform: str | None) -> None:
    assert to_link(text, NAMES) == platform
    assert to_unlink(text, NAMES) is None


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("解绑企微", "wecom"),
        ("解除关联飞书", "feishu"),
        ("取消绑定我的Lark", "feishu"),
        ("unlink dingtalk", "dingtalk"),
        ("把钉钉解绑了", "dingtalk"),
        ("disconnect my Slack account", "slack"),
    ],
)
def test_so_does_a_wish_to_undo_it(text: str, platform: str) -> None:
    assert to_unlink(text, NAMES) == platform


@pytest.mark.parametrize("text", ["绑定账号", "怎么绑定我的账号?", "link my account"])
def test_who_does_not_say_which_is_asked(text: str) -> None:
    assert to_link_something(text)
    assert not to_link_something("绑定 Slack")


def test_every_platform_is_named_once() -> None:
    spoken = [each for names in NAMES.values() for each in {name.casefold() for name in names}]
    assert len(spoken) == len(set(spoken))
