"""What the model is told about one utterance, within a fixed number of tokens."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from textwrap import shorten
from typing import Any

from bot.intent import IntentSpec, Slots, Utterance
from bot.nlu.lexicon import KnownPerson, KnownTemplate, Lexicon
from bot.nlu.mentions import Mentions
from prompts import load

PROMPT_TOKENS = 2000
_MARGIN = 30  # role marks and what a vendor wraps around a tool
_REPAIR = 80  # room for a repair's sentence
_SAID = 300  # the longest message that is sent whole; a spoken one has less than 100
_ABOUT = 80  # characters of an intent's description
_MAX_PEOPLE = 12
_PLAIN = ("text", "long_text")  # which the name of a field says well enough
_MIN_SITUATION = 150  # now, the speaker and a few names


@dataclass(frozen=True, slots=True)
class Prompt:
    """`system` is ours, `user` holds what was said as JSON; `people` are the ids that the model was given."""

    system: str
    user: str
    people: frozenset[str]

    @property
    def tokens(self) -> int:
        return count_tokens(self.system) + count_tokens(self.user)


class PromptBuilder:
    def __init__(self, specs: Sequence[IntentSpec[Any, Any]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._mentions = Mentions(lexicon)
        self._by_id = {person.id: person for person in lexicon.people}
        self._heads = {d.head: d.id for d in lexicon.departments if d.head}
        self._rules = load("understand", catalogue="\n".join(_catalogue_line(spec) for spec in specs))
        self.tool = answer_tool([spec.name for spec in specs])
        # Either the tool or the sentence about JSON is sent.
        asked = max(count_tokens(json.dumps(self.tool)), count_tokens(load("answer_json")))
        self._room = PROMPT_TOKENS - count_tokens(self._rules) - asked - _MARGIN - _REPAIR
        if self._room < _SAID + _MIN_SITUATION:
            raise ValueError(f"the catalogue leaves {self._room} tokens for the message: shorten `about`s")

    def build(self, utterance: Utterance) -> Prompt:
        text = cut(clean(utterance.text), _SAID)
        said = json.dumps({"said": text}, ensure_ascii=False)
        room = self._room - count_tokens(said)
        people = self._mentions.people(text)[:_MAX_PEOPLE]
        situation = self._situation(utterance, people, self._mentions.templates(text), room=room)
        return Prompt(
            system=f"{self._rules}\n{situation}",
            user=said,
            people=frozenset(person.id for person in (*people, *self._nearest(utterance.speaker))),
        )

    def _situation(
        self,
        utterance: Utterance,
        people: Sequence[KnownPerson],
        templates: Sequence[KnownTemplate],
        *,
        room: int,
    ) -> str:
        now = utterance.now
        monday = now.date() - timedelta(days=now.weekday())
        fixed = {
            "now": now.strftime("%Y-%m-%dT%H:%M"),
            "weekday": now.strftime("%A"),
            "monday": monday.isoformat(),
            "next_monday": (monday + timedelta(days=7)).isoformat(),
            "speaker": "; their manager: ".join(_person_line(p) for p in self._nearest(utterance.speaker)),
        }
        room -= count_tokens(load("situation", **fixed, people="", departments="", templates=""))
        who = _fitting([self._candidate(person) for person in people], room * 2 // 5)
        room -= count_tokens("; ".join(who))
        departments = _fitting(
            [f"{d.id} {_label(d.zh)} {_label(d.en)}" for d in self._lexicon.departments], room * 2 // 5
        )
        room -= count_tokens("; ".join(departments))
        what = _templates_fitting(templates, room)
        return load(
            "situation",
            **fixed,
            people="; ".join(who),
            departments="; ".join(departments),
            templates="; ".join(what),
        )

    def _candidate(self, person: KnownPerson) -> str:
        department = self._heads.get(person.id)
        return _person_line(person) + (f", head of {department}" if department else "")

    def _nearest(self, speaker: str) -> list[KnownPerson]:
        """The speaker, and their manager for 我领导 and "my boss"."""
        person = self._by_id.get(speaker)
        if person is None:
            return []
        manager = self._by_id.get(person.manager or "")
        return [person, manager] if manager else [person]


def answer_tool(intents: Sequence[str]) -> dict[str, Any]:
    """The one function that the model may call. It changes nothing: its arguments are the label."""
    return {
        "name": "label",
        "description": "The label of the message.",
        "parameters": {
            "type": "object",
            "properties": {
                "intent": {"type": "string", "enum": list(intents)},
                "slots": {"type": "object"},
                "confidence": {"type": "number"},
            },
            "required": ["intent", "slots", "confidence"],
        },
    }


def count_tokens(text: str) -> int:
    """An upper estimate, without any vendor's tokenizer: the real figure is nearly always lower."""
    cost = sum(1 / 3.5 if ord(c) < 128 else 1.25 if ord(c) < 0x10000 else 3 for c in text)
    return math.ceil(cost)


def clean(text: str) -> str:
    """Without what no person types: control and invisible characters, broken surrogates."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    kept = (
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cn"} else " " for c in whole
    )
    return "".join(kept).strip()


def cut(text: str, tokens: int) -> str:
    """`text` if it fits as JSON, else its beginning and its end: a long story's request is in one of them."""
    kept = text
    size = len(text)
    while (cost := count_tokens(json.dumps(kept, ensure_ascii=False))) > tokens:
        size = min(size - 1, size * tokens // cost)
        kept = f"{text[: size * 3 // 4]} … {text[len(text) - size // 4 :]}"
    return kept


def _catalogue_line(spec: IntentSpec[Any, Any]) -> str:
    about = shorten(spec.about, _ABOUT, placeholder="")
    return f"{spec.name}({', '.join(_slot_words(spec.slots))}): {about}"


def _slot_words(slots: type[Slots]) -> Iterable[str]:
    """`chart=gantt|burndown`, `process`: from the slots' own schema, so that the prompt never lags."""
    schema = slots.model_json_schema()
    for name, shape in schema.get("properties", {}).items():
        variants = [shape, *shape.get("anyOf", ())]
        known = [schema["$defs"][v["$ref"].rsplit("/", 1)[1]] if "$ref" in v else v for v in variants]
        values = next((v["enum"] for v in known if "enum" in v), ())
        choice = f"={'|'.join(map(str, values))}" if values and name != "period" else ""
        many = "[]" if any(v.get("type") == "array" for v in known) else ""
        yield f"{name}{many}{choice}"


def _person_line(person: KnownPerson) -> str:
    title = next(iter(person.titles), "")
    return f"{person.id} {_label(person.zh)} {_label(person.en)}, {_label(title)}"


def _label(words: str) -> str:
    """A name from the directory is data too: one short line."""
    return " ".join(clean(words).split())[:40]


def _templates_fitting(templates: Sequence[KnownTemplate], room: int) -> list[str]:
    """Every template's name if possible, and the likeliest ones' fields."""
    names = _fitting([f"{t.id} {_label(t.zh)} {_label(t.en)}" for t in templates], room)
    room -= count_tokens("; ".join(names))
    lines = []
    for name, template in zip(names, templates, strict=False):
        fields = " ({})".format(
            ", ".join(f.id if f.type in _PLAIN else f"{f.id}:{f.type}" for f in template.fields)
        )
        room -= count_tokens(fields)
        lines.append(f"{name}{fields}" if room > 0 else name)
    return lines


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= count_tokens(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept
