"""What a DingTalk app is known by."""

from __future__ import annotations

from dataclasses import dataclass, field

MONTHLY_CALLS = 10_000  # of a free organisation, all its internal apps together


@dataclass(frozen=True, slots=True)
class DingTalkConfig:
    """`client_id` and `client_secret` are found under 凭证与基础信息, the robot's code under 机器人.

    Without `card_template_id`, or by HTTP without `card_secret`, cards are shown as markdown.
    """

    client_id: str
    client_secret: str = field(repr=False)
    robot_code: str
    card_template_id: str = ""
    card_secret: str = field(default="", repr=False)
    api_url: str = "https://api.dingtalk.com"
    oapi_url: str = "https://oapi.dingtalk.com"
    by_stream: bool = True
    public_url: str = ""
    monthly_calls: int = MONTHLY_CALLS

    @property
    def has_cards(self) -> bool:
        return bool(self.card_template_id and (self.by_stream or self.card_secret))
