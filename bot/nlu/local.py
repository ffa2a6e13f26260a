# ruff: noqa: E501 - a pattern is read as one line
"""The offline parser: guards, then grammars, then a classifier; always there, no network."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from bot.intent import Intent, IntentSpec, Utterance
from bot.nlu.clauses import heads, tails, wished
from bot.nlu.corrections import Corrections
from bot.nlu.evidence import supported
from bot.nlu.grammars import decisions, flows, handing, personal, starting
from bot.nlu.grammars.rule import Candidate, candidates, names_work, table
from bot.nlu.guards import ALLOWED, Verdict, verdict
from bot.nlu.lexicon import Lexicon
from bot.nlu.people import Directory
from bot.nlu.reading import Reader, Reading
from bot.nlu.slots import FILLERS
from bot.nlu.tellings import doubted, elsewhere
from bot.nlu.template_changes import asked
from bot.nlu.templates import Catalogue
from bot.nlu.training import learnt
from bot.nlu.variants import variants

_RULES = table(*decisions.TABLE, *handing.TABLE, *starting.TABLE, *flows.TABLE, *personal.TABLE)
_EVERY = frozenset(_RULES)
_LONGEST = 500  # what is longer is a document, not a wish

Answer = tuple[str, dict[str, JsonValue], float]
Chances = dict[str, float]

_BACKED = 0.3  # how much the classifier must back a looser one
_FIRM = 0.92  # a grammar at least this sure stands by itself
_SWAY = 0.4  # what the classifier's full backing is worth beside a grammar's confidence
# So sure is the classifier (of none; of another intent) that a grammar which reads otherwise is wrong.
_SURELY, _RATHER, _UNLIKELY = 0.45, 0.72, 0.07
_SURELY_NOT_ASKED = 0.9  # a question answered in vain does less harm than an act
_CERTAIN = 0.97  # and so sure that a no in it belongs to the act: 不用走了,撤掉
_NO_ITSELF = {
    "settings": 0.9,
    "set_reminder": 0.9,
    "cancel_process": 0.97,
    "return_task": 0.97,
    "reject": 0.97,
}
_PLAIN = frozenset({"confirm", "deny", "reject", "comment", "help"})  # said in fixed words, or in any
_ONE_CLAUSE = frozenset(
    {"report", "negated", "meta", "topic"}
)  # these may hold of one clause and not of the next
_MISTAKEN = frozenset({"report", "meta", "topic", "leisure"})  # read from a few words, which may mislead
_BEYOND_DOUBT = 0.95
_ASKED = frozenset(
    {
        "process_status",
        "my_tasks",
        "show_chart",
        "report",
        "predict_delay",
        "explain",
        "recommend_template",
        "list_templates",
        "help",
    }
)
_QUIET_ACTS = frozenset({"snooze", "set_reminder", "settings", "check_in", "suggest_improvement", "confirm"})
_NEVER_IN_PART = frozenset({"none", "confirm", "deny", "help"})


# A no that decides (不能批,超预算), as against one that only stays the hand (先别批).
_OWN_NO = re.compile(
    r"(?<!还)不能|不予|不准|不同意|(?<![先暂])不批|别批[^,]{0,4}[,\s]+(?:直接)?(?:驳回|拒)|不通过|can'?t|cannot|won'?t|\bi (?:don'?t|do not) (?:approve|agree|support|accept)\b(?!.*yet)|not approv|don'?t agree|别忘|不要了|不用了|不该我|不归我|轮不到我|不想(?:签|走|买|做|办|要|请|报)了|不走|不做|不需要了|no longer"
)


# What turns a report into a wish: 昨天打车花了86,帮我报一下.
_ASKS = re.compile(
    r"帮我|帮忙|麻烦|(?<!申)请(?!假|过|了|客)|我要|我想|给我|想要?|报一?下|报销一?下|\bplease\b|\bcan you\b|\bi want\b|\bi need\b|\bi'?d like\b|\bexpense it|\breimburse|吧$|登记|催|提醒|转给|完成任务|标记|标为|关闭?任务|勾掉|打勾"
)


_ABOUT_WORK = frozenset({"process_status", "predict_delay", "my_tasks", "show_chart", "report"})
_THUMBS = re.compile("[👍👌✅🆗]")
# The past is that of the thing, not of the act: 把我昨天提的报销撤了.
_CARRIED = re.compile(
    r"(?:请|麻烦|帮我|帮忙|给我|你|先)*(?:把|将)(?:我|我们|他|她|P+)?[^,?]{0,10}?(?:提|交|发|发起|申请|填|报|写|做|建)的[^,?]{0,14}?(?:撤|取消|作废|转给|退|催|驳|拒|批|通过|删)"
)
# 如果李总同意,我就批: nothing but the condition and the yes.
_PLAIN_CONDITION = re.compile(
    r"[^,?]{2,16}(?:了|的话|后)[,]?我?(?:就|才|再|便)(?:也)?(?:同意|批|签|通过|给过|可以|放行)[^,?]{0,4}$|(?:如果|要是|只要|若|等)[^,?]{2,16}[,]?我?(?:就|才|肯定|便)[^,?]{0,6}$"
)
# A verb of decision before something that is no work of ours: reject modernity.
_OTHER_OBJECT = re.compile(
    r"(?:approve|reject|decline|veto|deny|accept|refuse|sign|pass) (?!(?:all|any|every|the lot|the rest|them|both)\w*\b)(?P<obj>[a-z][a-z' ]+)"
)
_DECIDES = frozenset({"approve", "reject", "return_task"})
_LEAVE = re.compile(r"(?:请|休).{0,4}假|立个?项")  # the verb stands inside the template's name: 明天请假
_VALUE_ONLY = re.compile(
    r"[PDTNMW\d\s,.一二两三四五六七八九十百千万台个把套]+"
)  # an answer to a question that only the turn knows


_SAYING_YES = frozenset(
    {"approve", "complete_task", "transfer_task", "add_signer", "delegate", "start_process", "urge"}
)
_NO = re.compile(r"不|没|别|未|勿|n't\b|\bnot\b|\bnever\b")
_NOT_A_NO = re.compile(
    r"没(?:问题|意见|毛病|空|时间|啥|什么)|不(?:错|落|懂|在|熟|归|是我|属于|太懂|太明白|会)|别人|还没批|没动静|not mine|看不太?懂|处理不了|定不了|没批"
)


def _mistaken(reason: Verdict, chances: Chances) -> bool:
    """Whether the classifier is so sure of a wish that a pattern which saw a mere telling was wrong."""
    name = max(chances, key=lambda n: chances[n])
    if name in _ASKED:
        return reason.kind in _MISTAKEN and chances[name] >= _BEYOND_DOUBT
    return name != "none" and reason.kind in _MISTAKEN - {"leisure"} and chances[name] >= _CERTAIN


def _stands_out(sure: float, rival: float, acts: bool) -> bool:
    """Whether the likeliest is far enough from asking for nothing: by the distance, or many times over."""
    if acts:
        return (sure >= 0.56 and sure - rival >= 0.18) or (sure >= 0.34 and sure >= 2.4 * rival)
    return (sure >= 0.4 and sure - rival >= 0.1) or (sure >= 0.3 and sure >= 1.6 * rival)


def _likely(chances: Chances) -> frozenset[str]:
    """Without the intents that the classifier rules out: where it is sure, a grammar that reads otherwise is wrong."""
    rival = max(chances, key=lambda n: chances[n])
    if chances[rival] < (_SURELY if rival == "none" else _RATHER):
        return _EVERY
    least = max(_UNLIKELY, chances[rival] / 2) if rival == "none" else _UNLIKELY
    likely = frozenset(n for n, c in chances.items() if c >= least)
    if rival != "none":
        return likely
    return likely | _PLAIN | (_ASKED if chances[rival] < _SURELY_NOT_ASKED else frozenset())


class LocalParser:
    def __init__(
        self, specs: Sequence[IntentSpec[Any, Any]], lexicon: Lexicon, kept: Path | None = None
    ) -> None:
        """`kept`: a file that spares a second of learning when it was written by an earlier start."""
        catalogue = Catalogue(lexicon)
        self._reader = Reader(Directory(lexicon), catalogue)
        self._corrections = Corrections(catalogue)
        self._changing = frozenset(spec.name for spec in specs if spec.changes)
        self._acting = self._changing | _QUIET_ACTS
        examples = [(said, spec.name) for spec in specs for one in spec.examples for said in variants(one)]
        self._classifier = learnt(examples, lexicon, self._reader.skim, kept)

    def knowing(self, lexicon: Lexicon) -> LocalParser:
        """The same parser for other names: what it learned from the examples does not depend on them."""
        other = copy(self)
        catalogue = Catalogue(lexicon)
        other._reader = Reader(Directory(lexicon), catalogue)
        other._corrections = Corrections(catalogue)
        return other

    def parse(self, utterance: Utterance) -> Intent:
        began = time.perf_counter()
        name, slots, confidence = self._understood(utterance)
        spent = (time.perf_counter() - began) * 1000
        return Intent(
            name=name, slots=slots, confidence=round(confidence, 3), parser="local", ms=round(spent, 3)
        )

    def _understood(self, utterance: Utterance) -> Answer:
        text = utterance.text.strip()
        if not any(letter.isalnum() for letter in text):
            return ("confirm" if _THUMBS.search(text) else "none"), {}, 0.95
        if len(text) > _LONGEST:
            return "none", {}, 0.5
        reading = self._reader.read(utterance.text, utterance.now, utterance.speaker)
        return self._decide(reading)

    def _decide(self, reading: Reading) -> Answer:
        """What the whole says; else what one of its parts asks for; else what it sounds like."""
        reason = self._reason(reading)
        if (reason is None or reason.kind in ("condition", "topic")) and asked(reading):
            return "create_template", {"text": reading.said(reading.start, reading.end)}, 0.92
        chances = self._classifier.chances(reading.core)
        if reason is not None and _mistaken(reason, chances):
            reason = None
        found = self._known(reading, reason, chances)
        if found is None and (reason is None or reason.kind in _ONE_CLAUSE):
            found = self._in_part(reading, reason, chances)
        if found is not None:
            return found
        if reason is not None:
            return self._held_back(reading, reason, chances)
        return self._guessed(reading, self._open_to(reading, chances))

    def _reason(self, reading: Reading) -> Verdict | None:
        reason = verdict(reading)
        if reason is not None and reason.kind == "report":
            wish = reading.text.rstrip(" .!~").endswith("吧")  # 老张那笔报销给批了吧
            if wish or _CARRIED.match(reading.shape, reading.since):
                return None
        return reason

    def _known(
        self, reading: Reading, reason: Verdict | None, chances: Chances, among: frozenset[str] = _EVERY
    ) -> Answer | None:
        """What a grammar reads in it."""
        if reason is not None:
            allowed = _likely(chances) & ALLOWED[reason.kind]
            if reason.kind == "condition":
                allowed |= {"comment"}
            return self._guarded(reading, reason, candidates(reading, _RULES, allowed & among), chances)
        open_to = self._open_to(reading, chances)
        read = candidates(reading, _RULES, _likely(chances) & open_to.keys() & among)
        if _VALUE_ONLY.fullmatch(reading.core) and reading.templates and _LEAVE.search(reading.text):
            read.append(Candidate("start_process", 0.93, {}))
        best = self._best(read, open_to)
        corrected = self._corrections.read(reading) if chances.get("none", 0.0) < _SURELY_NOT_ASKED else None
        if corrected and (best is None or best.confidence < corrected[1] or best.intent == "start_process"):
            fields, sure = corrected
            if best is None or best.intent != "start_process" or not reading.templates:
                return "start_process", {"fields": fields}, sure
        if best is None:
            return None
        sure = min(0.99, best.confidence * 0.85 + 0.15 * open_to.get(best.intent, 0.0))
        return best.intent, FILLERS[best.intent](reading, best), sure

    def _open_to(self, reading: Reading, chances: Chances) -> Chances:
        """The chances of the intents that the mood of the sentence leaves open."""
        barred: frozenset[str] = frozenset()
        paid = any(one.certain for one in reading.amounts)
        if not (reading.templates or reading.numbers or paid) and elsewhere(reading.text):
            barred |= self._changing | _ABOUT_WORK
        if doubted(reading.text):
            barred |= self._changing
        return {n: c for n, c in chances.items() if n not in barred} or {"none": 1.0}

    def _best(self, read: list[Candidate], chances: Chances) -> Candidate | None:
        """The likeliest reading; a loose grammar of an act needs the classifier on its side."""
        sound = [
            c
            for c in read
            if c.confidence >= _FIRM
            or c.intent not in self._changing
            or chances.get(c.intent, 0.0) >= _BACKED
        ]
        return max(sound, key=lambda c: c.confidence + _SWAY * chances.get(c.intent, 0.0), default=None)

    def _in_part(self, reading: Reading, reason: Verdict | None, chances: Chances) -> Answer | None:
        """A wish after its grounds, or before an afterthought. An act must look like one as a whole too."""
        open_to_all = reason is None and max(chances.values()) < 0.7
        least = 0.0 if open_to_all else max(_BACKED if reason else 0.22, 0.3 * chances.get("none", 0.0))
        among = frozenset(n for n, c in chances.items() if c >= least) - _NEVER_IN_PART
        if reason is not None and reason.kind in ("meta", "topic"):
            among -= self._changing
        for number, part in enumerate((*tails(reading), *heads(reading))):
            inner = self._classifier.chances(part.core)
            asked = among
            if reason is None and part.since and number > 1 and wished(part):  # after a long story
                asked |= {n for n, c in inner.items() if c >= 0.6} - _NEVER_IN_PART
            found = self._known(part, self._reason(part), inner, asked) if asked else None
            if found is not None and found[0] in asked:
                return found[0], found[1], min(found[2], 0.9)
        return None

    def _guarded(
        self, reading: Reading, reason: Verdict, read: list[Candidate], chances: Chances
    ) -> Answer | None:
        left = read
        if reason.kind == "report" and not _ASKS.search(reading.text):
            left = [c for c in left if c.intent not in self._changing]
        if reason.kind == "negated" and "W" not in reading.shape:
            left = [c for c in left if c.intent != "snooze"]
        if reason.kind == "negated" and not _OWN_NO.search(reading.shape):
            left = [
                c
                for c in left
                if c.intent not in self._changing
                or c.intent == "comment"
                or (c.confidence >= _FIRM and chances.get(c.intent, 0.0) >= _CERTAIN)
            ]
        unsaid = chances.get("none", 0.0) >= _SURELY and chances.get("comment", 0.0) < chances["none"] / 1.8
        if reason.kind == "condition" and unsaid and not _PLAIN_CONDITION.match(reading.shape):
            return None
        if reason.kind == "condition" and not any(c.intent != "comment" for c in left):
            said = next((c for c in left if c.intent == "comment"), None)
            return (
                "comment",
                FILLERS["comment"](reading, said or Candidate("comment", 0.9, {"conditional": (0, 0)})),
                0.85,
            )
        best = self._best(left, chances)
        if best is not None and best.confidence >= 0.9:
            return best.intent, FILLERS[best.intent](reading, best), min(0.9, best.confidence)
        return None

    def _held_back(self, reading: Reading, reason: Verdict, chances: Chances) -> Answer:
        """What must not act may still be a question."""
        name = max(chances, key=lambda n: chances[n])
        meant_so = reason.kind == "negated" and chances[name] >= _NO_ITSELF.get(name, 2.0)
        if meant_so or (name not in self._acting and reason.kind in _ONE_CLAUSE and chances[name] >= 0.8):
            return name, FILLERS[name](reading, None), 0.6
        return "none", {}, 0.9 if reason.kind in ("commanding", "meta") else 0.75

    def _guessed(self, reading: Reading, chances: Chances) -> Answer:
        """No grammar knew it: the classifier may answer, an act only where it is very sure or its words are there."""
        name = max(chances, key=lambda n: chances[n])
        sure = chances[name]
        if _VALUE_ONLY.fullmatch(reading.core):
            return "none", {}, 0.3
        if name == "none":
            return "none", {}, min(0.8, sure)
        other = _OTHER_OBJECT.match(reading.core)
        if name in _DECIDES and other is not None and not names_work(other["obj"]):
            return "none", {}, 0.6
        if name in _SAYING_YES and sure < 0.6 and _NO.search(_NOT_A_NO.sub("", reading.text)):
            return "none", {}, 0.4
        running = name == "start_process" and reading.numbers  # what has a number was started long ago
        if running or not supported(name, reading.core):
            believed = sure >= (0.95 if running else 0.85)
        else:
            believed = _stands_out(sure, chances.get("none", 0.0), name in self._acting)
        if not believed:
            return "none", {}, min(0.5, 1 - sure)
        return name, FILLERS[name](reading, None), min(0.7, sure)
