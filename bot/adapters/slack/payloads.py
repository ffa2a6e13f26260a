"""What Slack sends, as far as we read it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Authorization(_Payload):
    user_id: str = ""
    is_bot: bool = False


class Preview(_Payload):
    content: str = ""
    has_more: bool = False


class Transcription(_Payload):
    status: str = ""
    preview: Preview | None = None


class File(_Payload):
    """`subtype` alone tells a voice clip: its MIME type is audio, video or empty."""

    id: str
    name: str | None = None
    mimetype: str | None = None
    subtype: str | None = None
    duration_ms: float | None = None
    url_private: str | None = None
    url_private_download: str | None = None
    transcription: Transcription | None = None
    vtt: str | None = None  # the address of the whole transcript


class Event(_Payload):
    """A message, a mention, or the opening of the app's own view."""

    type: str
    subtype: str | None = None
    channel: str | None = None
    channel_type: str | None = None
    tab: str | None = None
    user: str | None = None
    bot_id: str | None = None
    text: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    files: tuple[File, ...] = ()


class EventCallback(_Payload):
    """`event` is read further only when its type is ours."""

    event_id: str
    event: dict[str, Any]
    authorizations: tuple[Authorization, ...] = ()

    @property
    def bot(self) -> str:
        return next((each.user_id for each in self.authorizations if each.is_bot), "")


class UrlCheck(_Payload):
    challenge: str


class _Named(_Payload):
    id: str


class _Message(_Payload):
    ts: str
    thread_ts: str | None = None


class _Words(_Payload):
    text: str = ""


class Action(_Payload):
    type: str
    action_id: str = ""
    text: _Words = _Words()
    value: str | None = None
    action_ts: str = ""


class Selected(_Payload):
    value: str | None = None


class Entered(_Payload):
    """One input's state: which field holds it depends on its kind."""

    value: str | None = None
    selected_date: str | None = None
    selected_option: Selected | None = None
    files: tuple[File, ...] = ()

    @property
    def text(self) -> str:
        chosen = self.selected_option.value if self.selected_option else None
        return (self.value or self.selected_date or chosen or "").strip()


class Entries(_Payload):
    values: dict[str, dict[str, Entered]] = {}


class Element(_Payload):
    action_id: str = ""


class Block(_Payload):
    """An input as it was shown."""

    type: str
    block_id: str = ""
    optional: bool = False
    element: Element | None = None


class _View(_Payload):
    id: str = ""
    type: str = ""


class Submitted(_View):
    callback_id: str = ""
    private_metadata: str = ""
    hash: str = ""
    blocks: tuple[Block, ...] = ()
    state: Entries = Entries()


class Submission(_Payload):
    """`view_submission`: a modal was filled in."""

    user: _Named
    view: Submitted


class Click(_Payload):
    """`block_actions`. A click in a view (the Home tab, a modal) has no channel and no message."""

    user: _Named
    channel: _Named | None = None
    message: _Message | None = None
    view: _View | None = None
    trigger_id: str = ""
    state: Entries | None = None
    actions: tuple[Action, ...] = ()


class Command(_Payload):
    """A slash command, sent as a form."""

    command: str
    user_id: str
    text: str = ""
    channel_id: str = ""
    trigger_id: str = ""
