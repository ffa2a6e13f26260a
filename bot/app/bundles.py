"""Texts that waited for one person are sent as one: where a platform counts messages, that saves some.

Only behind a first one that was delayed: usually each thing is said by itself, as it happens.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Saying, show
from bot.letters import Letter
from bot.messages import Text
from scheduler.parts import Bundle
from storage.outbox import OutboxItem

_MOST = 10  # letters in one
_LONGEST = 1500  # characters, which every platform takes in one message


def bundled(items: Sequence[OutboxItem]) -> list[Bundle]:
    """The claimed rows in their order, neighbours of a delayed lane joined."""
    lanes: dict[str, list[OutboxItem]] = {}
    for item in items:
        lanes.setdefault(item.lane if item.kind == "message" else f"events/{item.id}", []).append(item)
    bundles = [each for lane in lanes.values() for each in _lane(lane)]
    return sorted(bundles, key=lambda each: each.item.id)


def _lane(items: Sequence[OutboxItem]) -> list[Bundle]:
    if not items[0].attempts or len(items) == 1:
        return [Bundle(each, (each,)) for each in items]
    bundles: list[Bundle] = []
    joined: list[tuple[OutboxItem, Letter]] = []
    for item in items:
        letter = Letter.model_validate_json(item.payload)
        if joined and not _fits(joined, letter):
            bundles.append(_one(joined))
            joined = []
        joined.append((item, letter))
    return [*bundles, _one(joined)]


def _fits(joined: Sequence[tuple[OutboxItem, Letter]], letter: Letter) -> bool:
    first = joined[0][1]
    texts = [text for _, each in joined for text in _texts(each)] + _texts(letter)
    length = max(sum(len(text.zh) for text in texts), sum(len(text.en) for text in texts))
    return (
        _is_plain(first)
        and _is_plain(letter)
        and (letter.person, letter.address, letter.gentle) == (first.person, first.address, first.gentle)
        and len(joined) < _MOST
        and length <= _LONGEST
    )


def _is_plain(letter: Letter) -> bool:
    parts = letter.reply.parts
    return not letter.update and all(isinstance(part, Saying) and not part.choices for part in parts)


def _texts(letter: Letter) -> list[Text]:
    return [part.text for part in letter.reply.parts if isinstance(part, Saying)]


def _one(joined: Sequence[tuple[OutboxItem, Letter]]) -> Bundle:
    item, letter = joined[0]
    rows = tuple(each for each, _ in joined)
    if len(joined) == 1:
        return Bundle(item, rows)
    texts = [text for _, each in joined for text in _texts(each)]
    text = Text(zh="\n\n".join(each.zh for each in texts), en="\n\n".join(each.en for each in texts))
    whole = letter.model_copy(update={"reply": show(Saying(text=text))})
    sent = OutboxItem(item.id, item.key, item.kind, item.lane, whole.model_dump_json(), item.attempts)
    return Bundle(sent, rows)
