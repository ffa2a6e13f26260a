"""A reply on its way to one person, as the outbox keeps it: what to say and to whom, not yet how it looks.

A letter is rendered when it is sent: its task cards show the state of that moment, so that one which was late
never shows a decision that was taken meanwhile as still open.
"""

from __future__ import annotations

from bot.cards import Reply
from bot.messages import Address, Value


class Letter(Value):
    """`address` None: wherever the person is reached. `update`: only change cards where they stand already.

    `gentle` letters (reminders) wait for the end of the person's quiet hours.
    """

    person: str
    reply: Reply
    address: Address | None = None
    update: bool = False
    gentle: bool = False
