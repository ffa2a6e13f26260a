"""Slack's error words as the five ways in which a platform fails.

A word that is not listed is news to us: `ProtocolChanged`, tried again for a while and shown to the operator.
"""

from __future__ import annotations

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, RateLimited, Refused, TokenExpired

_PAUSE_S = 30.0  # when a limit comes without its seconds

# The operator has to mend these; letters wait meanwhile.
_TOKEN = frozenset(
    "token_expired invalid_auth not_authed token_revoked account_inactive not_allowed_token_type".split()  # noqa: SIM905 - a long list reads best as words
)
# It may have been done all the same; Slack asks to try again.
_AWAY = frozenset(
    """internal_error fatal_error service_unavailable request_timeout org_login_required
    team_added_to_org external_channel_migrating""".split()  # noqa: SIM905 - a long list reads best as words
)
_LIMIT = frozenset(("ratelimited", "rate_limited", "message_limit_exceeded"))
_REFUSED = frozenset(
    """accesslimited access_denied missing_scope no_permission ekm_access_denied method_deprecated
    team_access_not_granted channel_not_found not_in_channel is_archived is_inactive team_not_found
    user_not_found users_not_found user_disabled user_not_visible user_not_in_channel user_is_restricted
    user_is_ultra_restricted cannot_dm_bot channel_type_not_supported not_supported restricted_action
    restricted_action_read_only_channel restricted_action_thread_only_channel
    restricted_action_non_threadable_channel restricted_action_thread_locked messages_tab_disabled
    msg_too_long msg_blocks_too_long no_text invalid_blocks invalid_blocks_format markdown_text_conflict
    invalid_arguments invalid_arg_name invalid_charset invalid_form_data invalid_channel cant_update_message
    message_not_found edit_window_closed cannot_reply_to_message thread_not_found file_not_found
    file_uploads_disabled trigger_expired expired_trigger_id exchanged_trigger_id trigger_exchanged
    invalid_trigger_id invalid_trigger not_enabled view_too_large hash_conflict duplicate_external_id
    push_limit_reached posting_to_general_channel_denied""".split()  # noqa: SIM905 - a long list reads best as words
)
# A changed card has no place there any more, but the message is still to be told.
UPDATE_TOO_LATE = frozenset(("edit_window_closed", "cant_update_message"))
GONE = "message_not_found"
EXCHANGED = frozenset(("exchanged_trigger_id", "trigger_exchanged"))  # somebody opened a view by it already


def error_of(status: int, error: str, retry_after: str | None = None) -> PlatformError:
    """What an answer that is not `ok` means. `error` is Slack's word, empty when there was none."""
    if status == 429 or error in _LIMIT:
        return RateLimited(_seconds(retry_after))
    if status >= 500 or error in _AWAY:
        return NotReachable(f"HTTP {status} {error}".strip())
    if status == 401 or error in _TOKEN:
        return TokenExpired(error or "HTTP 401")
    if error in _REFUSED:
        return Refused(error)
    return ProtocolChanged(f"HTTP {status} {error[:200]!r}")


def _seconds(retry_after: str | None) -> float:
    try:
        return max(1.0, float(retry_after or _PAUSE_S))
    except ValueError:
        return _PAUSE_S
