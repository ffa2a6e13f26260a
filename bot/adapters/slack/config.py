"""What a Slack app is known by."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """`signing_secret` is found under Basic Information, `bot_token` (`xoxb-…`) under OAuth & Permissions."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str = "https://slack.com/api/"  # with its path
    app_token: str = field(default="", repr=False)  # `xapp-…`: Socket Mode instead of callbacks
    public_url: str = ""  # where Slack reaches us, without a slash at the end
