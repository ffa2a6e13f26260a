"""Cards to render: an everyday one, and one that holds more than any platform takes."""

from __future__ import annotations

from typing import Any

from bot.cards import Button, Card, Fact, Input, InputType, Option, State, Style
from bot.messages import Text, same

_MOST_OPTIONS = 100_000  # in one card: more only takes longer


def card(**changes: Any) -> Card:
    base = Card(
        key="task/NP-12-3",
        state=State.WAITING,
        status=Text(zh="等你审批", en="Awaiting your approval"),
        title=Text(zh="审批:示波器", en="Approve: oscilloscopes"),
        number="NP-12",
        facts=(Fact(label=Text(zh="预算", en="Budget"), value=same("¥ 620,000")),),
        buttons=(
            Button(id="approve/NP-12-3", label=Text(zh="同意", en="Approve"), style=Style.PRIMARY),
            Button(id="transfer/NP-12-3", label=Text(zh="转交", en="Transfer")),
            Button(id="reject/NP-12-3", label=Text(zh="驳回", en="Reject"), style=Style.DANGER),
        ),
    )
    return base.model_copy(update=changes)


def crammed(long: str, *, questions: int, options: int, **changes: Any) -> Card:
    """`long` in every place, questions of every type."""
    words, kinds = same(long), list(InputType)
    most = min(options, _MOST_OPTIONS // questions)
    choices = tuple(Option(id=f"p{n}", label=same(f"选项{n} {'长' * 200}")) for n in range(most))
    facts = tuple(Fact(label=words, value=words) for _ in range(6))
    asked = tuple(
        Input(
            id=f"field{n}",
            label=words,
            type=kinds[n % len(kinds)],
            options=choices,
            value="x" * 5000,
            hint=words,
        )
        for n in range(questions)
    )
    texts = {"title": words, "status": words, "context": words, "outcome": words}
    return card(**texts, facts=facts, more=facts, inputs=asked, **changes)
