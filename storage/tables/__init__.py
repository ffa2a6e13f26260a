"""Every table; only this folder knows them. JSON is kept as text, moments are aware UTC on both databases."""

from storage.tables.chat import ChatConversationRow, ChatMemberRow, ChatMessageRow, ChatReadRow
from storage.tables.columns import METADATA
from storage.tables.company import (
    AccountRow,
    AttendanceRow,
    DepartmentRow,
    PersonRow,
    PreferenceRow,
    RoleRow,
    RotaRow,
    RotaTurnRow,
)
from storage.tables.messages import (
    DialogueRow,
    HookMessageRow,
    InboxRow,
    OutboxRow,
    PostedCardRow,
    ReminderRow,
    TurnRecordRow,
)
from storage.tables.processes import (
    AppliedCommandRow,
    DelegationRow,
    EventRow,
    ParticipantRow,
    ProcessRow,
    SeriesRow,
    TaskRow,
    TemplateDraftRow,
    TemplateRow,
)
from storage.tables.service import ApiKeyRow, BlobRow, IdempotencyRow, SettingRow, WebhookRow

__all__ = [
    "METADATA",
    "AccountRow",
    "ApiKeyRow",
    "AppliedCommandRow",
    "AttendanceRow",
    "BlobRow",
    "ChatConversationRow",
    "ChatMemberRow",
    "ChatMessageRow",
    "ChatReadRow",
    "DelegationRow",
    "DepartmentRow",
    "DialogueRow",
    "EventRow",
    "HookMessageRow",
    "IdempotencyRow",
    "InboxRow",
    "OutboxRow",
    "ParticipantRow",
    "PersonRow",
    "PostedCardRow",
    "PreferenceRow",
    "ProcessRow",
    "ReminderRow",
    "RoleRow",
    "RotaRow",
    "RotaTurnRow",
    "SeriesRow",
    "SettingRow",
    "TaskRow",
    "TemplateDraftRow",
    "TemplateRow",
    "TurnRecordRow",
    "WebhookRow",
]
