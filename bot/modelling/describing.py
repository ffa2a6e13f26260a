# ruff: noqa: E501 - a pattern is read as one line
"""A description → a draft: who, in which order, under which conditions, until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from bot.messages import Text
from bot.modelling import naming
from bot.modelling.cast import Cast, Mention, longest
from bot.modelling.draft import Draft, DraftStep, Gate, Stage
from bot.modelling.gates import Found, gates
from engine.people import Directory

_CLAUSE = re.compile(
    r"(?<!\d)[,,]|[,,](?!\d{3})|[。;;\n!!]|\.(?=\s|$)|->|→|=>|再由|再到|再给|再经|再让|再(?=[^\d审批核])|然后|接着|随后|之后再?|最后|"
    r"\b(?:and )?then\b|\bafter that\b|\bfollowed by\b|\bfinally\b|\bafterwards?\b|\bnext\b|\blastly\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?:\s*(?:和|与|跟|及|以及|还有|、|/|&|\+|,|,|and|or|或者?|或是|plus|both|依次|先后|同时|一起|共同|并行|都|the|来|由|后)\s*)*$",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"或签|任一|任意(?:一[个位人]|一)?|其中一[个位人]|或者?|\bor\b|\bany(?:one)? of\b|\beither\b",
    re.IGNORECASE,
)
_PARALLEL = re.compile(
    r"并行|同时|并排|各自|分别|\bin parallel\b|\bat the same time\b|\bsimultaneous(?:ly)?\b|\bconcurrently\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"会签|都要|都得|一起|共同|\ball (?:must|of)\b|\bboth\b|\bjointly\b|\btogether\b", re.IGNORECASE
)
_SEQUENCE = re.compile(
    r"依次|逐个|逐一|顺序|先后|\bin (?:sequence|order|turn)\b|\bone after (?:another|the other)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"抄送|知会|通知|告知|(?<!不)知道|\b(?:cc|notify|notifies|inform|tell|copy|fyi)\b|\blet .{0,20} know\b|is (?:told|informed|notified)",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"批准|审批|审核|复审|初审|终审|复核|核准|审查|批|审|同意|签字|签|核|拍板|决定|定|把关|过目|确认|面试|初筛|筛|看|"
    r"approv|review|sign|decid|\bok(?:s|ays?)?\b|check|confirm|screen|vet|accept|agree",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"执行|办理|处理|付款|打款|放款|支付|采购|下单|归档|存档|备案|盖章|用印|发货|安排|回收(?:账号|设备)?|填表|填写|登记|开通(?:账号)?|录入|准备|上传|提供|订票|"
    r"交接|评分|发放|办|实施|入库|制作|收回|配置|开票|汇款|部署|"
    r"\b(?:executes?|pays?|process(?:es)?|prepares?|archives?|files?|orders?|ships?|records?|handles?|provisions?|arranges?|sets? up|delivers?|does|do|registers?|issues?|stamps?|implements?|deploys?)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"(?:(?:在|限|需|要|须)\s*)?(?P<n>\d+|[一二两三四五六七八九十]+)\s*个?(?P<u>工作日|天|日|小时|钟头|周|星期)(?P<w>之?内|以内|未|没|不|还没|后(?:自动|提醒|升级))?"
    r"|\bwithin (?:(?P<en>\d+|one|two|three|four|five|a|an) (?:working |business )?(?P<eu>days?|hours?|weeks?))"
    r"|\bin (?P<en2>\d+|one|two|three|four|five) (?:working |business )?(?P<eu2>days?|hours?|weeks?)",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"限|时限|期限|超时|必须|要在")
_LATE = (("escalate", r"升级|上报|escalat"), ("pass", r"自动(?:通过|同意)|视为(?:通过|同意)|auto-?(?:matically )?(?:approve|pass)"),
         ("reject", r"自动(?:驳回|拒绝)|auto-?(?:matically )?reject"))  # fmt: skip
_UNKNOWN_TITLE = re.compile(
    r"(?:客服|销售|行政|市场|人事|运营|产品|研发|仓库|物流|生产|售后|项目|区域|大区|门店|资产|风控|审计|公关|品牌|设计|测试|运维|工程|安全)(?:部门?)?(?:主管|经理|总监|负责人|管理员|专员)"
    r"|\b(?:sales|support|marketing|product|project|regional|store|warehouse|operations|engineering|design|account|office|plant|shift|security|facilities)"
    r" (?:manager|lead|head|director|supervisor|officer)\b",
    re.IGNORECASE,
)
_UNREAD_IF = re.compile(r"(?P<what>[^\s,,的]{2,12}的)\s*(?:要|需要?|才|再|还要?|就|由|必须|得)+\s*$")
_SUBMITS = re.compile(
    r"提交|填写|填单|提申请|发起|申请|提$|填$|\b(?:submits?|fills?|requests?|raises?|starts?)\b",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"^\s*(?:先|再|由|让|给|到|交|经|请|报|需|要|就|then|the|and|first)*\s*(?P<who>[\u4e00-\u9fff]{2,8}?|[A-Za-z][\w&]*(?: [A-Za-z][\w&]*)?)\s*"
    r"(?:来|负责|先|必须|要)?\s*(?P<act>批准|审批|审核|初审|复核|批|审|签字|签|确认|把关|办理|处理|执行|备案|归档|付款|打款|放款|登记|盖章(?:归档)?|发放|发货|入库|开票|鉴定|测试|评估|approves?|reviews?|signs?|confirms?|checks?|decides?|executes?|handles?|archives?)"
    r"(?:一下|即可|就行|就可以|通过|$|\s|[^\w]|it)*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:先|到|由|the )?\s*(?P<who>[\u4e00-\u9fff]{2,4}|[A-Za-z]+(?: [A-Za-z]+)?)\s*")
_FILLING = re.compile(
    r"[\W_]*(?:先|再|就行|即可|结束|完成|完|流程|吧|好了|谢谢|the|and|done|end|please|it|is)*[\W_]*|.*(?:表单|字段|填|金额|天数|数量|预算|fields?).*",
    re.IGNORECASE,
)
_FIELDS = (("amount", r"金额|费用"), ("days", r"天数"), ("quantity", r"数量"), ("budget", r"预算|\bbudget\b"),
           ("amount", r"\bamount\b"), ("quantity", r"\bquantity\b"))  # fmt: skip
_CN = "零一二三四五六七八九十"
_EN = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "a": 1, "an": 1}
_ACTS = {
    "approval": Text(zh="审批", en="approve"),
    "task": Text(zh="处理", en="handle"),
    "notify": Text(zh="知会", en="is told"),
}


def described(
    text: str,
    directory: Directory,
    *,
    ids: Collection[str] = (),
    prefixes: Collection[str] = (),
) -> Draft:
    name, steps = naming.name_and_steps(text)
    reading = Describing(Cast(directory))
    stages = reading.stages(steps)
    called = naming.titled(name)
    id_from = name if name.isascii() else called.zh
    fields = tuple(dict.fromkeys(each for each, words in _FIELDS if re.search(words, steps, re.IGNORECASE)))
    return Draft(
        id=naming.identifier(id_from or "process", ids),
        prefix=naming.prefix(name or "新流程", prefixes),
        name=called,
        said=text.strip(),
        fields=fields,
        stages=stages,
        doubts=tuple(dict.fromkeys(reading.doubts)),
        unread=tuple(dict.fromkeys(reading.unread)),
    )


@dataclass(slots=True)
class Describing:
    """Reads clause after clause; a condition without people waits for the next clause."""

    cast: Cast
    doubts: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    _last: Gate | None = None
    _waiting: Gate | None = None
    _stages: list[Stage] = field(default_factory=list)

    def stages(self, text: str) -> tuple[Stage, ...]:
        for clause in _clauses(text, self.cast):
            self._read(clause)
        return tuple(self._stages)

    def _read(self, clause: str) -> None:
        found = gates(clause, self._last)
        found = [each for each in found if not self._is_due(clause, each)]
        for each in found:
            self._last = each.gate
        plain = _blanked(clause, found)
        mentions = self._mentions(plain)
        if not mentions:
            self._without_people(plain, found)
            return
        groups = _groups(plain, mentions)
        begun = 0
        for place, group in enumerate(groups):
            until = groups[place + 1][0].start if place + 1 < len(groups) else len(plain)
            gate = self._gate_for(group, groups, place, found)
            if (unread := _UNREAD_IF.search(plain[begun : group[0].start])) is not None:
                self.unread.append(unread["what"])
            self._add(plain, group, begun, until, gate)
            begun = group[-1].end

    def _mentions(self, text: str) -> list[Mention]:
        """Whoever is named; 客服主管 is not 主管, and whom nobody knows the starter chooses."""
        known = self.cast.mentions(text)
        titles = [each for each in _UNKNOWN_TITLE.finditer(text)
                  if not any(one.start <= each.start() and each.end() <= one.end for one in known)]  # fmt: skip
        self.doubts += [each.group() for each in titles]
        chosen = [Mention(each.start(), each.end(), {"chosen": True}, Text(zh=each.group(), en=each.group()))
                  for each in titles]  # fmt: skip
        return longest([*known, *chosen])

    def _is_due(self, clause: str, found: Found) -> bool:
        """三天内 is a due time, 超过三天 a condition; 超过三天没批 is late."""
        if found.gate.field != "days":
            return False
        return bool(re.match(r"\s*(?:没|未|不|还没|仍未)", clause[found.end :])) or "超时" in clause

    def _gate_for(
        self, group: list[Mention], groups: list[list[Mention]], place: int, found: list[Found]
    ) -> Gate | None:
        """A condition is about whoever comes next; at the end of a clause, about the one before."""
        waiting, self._waiting = self._waiting, None
        before = groups[place - 1][-1].end if place else 0
        for each in found:
            if before <= each.start < group[0].start:
                return each.gate
        if place == len(groups) - 1:
            after = [each for each in found if each.start >= group[-1].end]
            if after:
                return after[-1].gate
        return waiting

    def _without_people(self, plain: str, found: list[Found]) -> None:
        due, timeout = due_in(plain), _timeout(plain)
        if found:
            self._waiting = found[-1].gate
        stranger = _STRANGER.match(_DUE.sub("", plain).strip())
        if stranger and not _TOLD.search(plain) and not re.match(r"天|日|小时|没|未|自动", stranger["who"]):
            self._add_stranger(stranger["who"], stranger["act"], due)
        elif (due or timeout) and self._stages:
            *rest, stage = self._stages
            steps = tuple(
                each.model_copy(update={"due": due or each.due, "timeout": timeout or each.timeout})
                for each in stage.steps
            )
            self._stages = [*rest, stage.model_copy(update={"steps": steps})]
        elif _PARALLEL.search(plain) and len(self._stages) > 1 and not found:
            *rest, one, other = self._stages
            self._stages = [*rest, Stage(steps=(*one.steps, *other.steps), gate=one.gate)]
        elif not found and (bare := _BARE.fullmatch(plain)):
            self._add_stranger(bare["who"], "", due)
        elif not found and not _FILLING.fullmatch(plain):
            self.unread.append(plain.strip())

    def _add_stranger(self, who: str, act: str, due: str) -> None:
        """Somebody whom the directory does not know: the starter chooses who that is."""
        self.doubts.append(who)
        kind = "task" if _DOES.search(act) else "approval"
        verb = (
            _ACTS[kind]
            if not act or act.isascii()
            else Text(zh=act if len(act) > 1 else "审批", en=_ACTS[kind].en)
        )
        step = DraftStep(kind=kind, who=({"chosen": True},), people=Text(zh=who, en=who), act=verb, due=due)
        gate, self._waiting = self._waiting, None
        self._stages.append(Stage(steps=(step,), gate=gate))

    def _add(self, plain: str, group: list[Mention], begun: int, until: int, gate: Gate | None) -> None:
        before, after = plain[begun : group[0].start], plain[group[-1].end : until]
        kind, act = _kind(before, after)
        whole = f"{before}{plain[group[0].start : group[-1].end]}{after}"
        is_starter = all(each.who.get("starter") for each in group)
        if (
            is_starter
            and kind != "notify"
            and not self._stages
            and (_SUBMITS.search(after) or kind == "approval")
        ):
            return  # the form, which is there anyway
        due, timeout = due_in(before + " " + after), _timeout(after)
        between = plain[group[0].start : group[-1].end]
        steps = _steps(group, kind, act, whole, between, due, timeout)
        self._stages.append(Stage(steps=steps, gate=gate))


def _clauses(text: str, cast: Cast) -> Iterator[str]:
    """Split where the order is said; not within an amount or between people of one list."""
    begun = 0
    for mark in _CLAUSE.finditer(text):
        yield text[begun : mark.start()]
        begun = mark.end()
    yield text[begun:]


def _blanked(text: str, found: list[Found]) -> str:
    for each in found:
        text = f"{text[: each.start]}{' ' * (each.end - each.start)}{text[each.end :]}"
    return text


def _groups(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """People joined by 和, 、, or are one group; whoever stands behind a verb begins the next."""
    together = bool(
        _PARALLEL.search(text) or _ALL.search(text) or _EITHER.search(text) or _SEQUENCE.search(text)
    )
    groups: list[list[Mention]] = [[mentions[0]]]
    for each in mentions[1:]:
        gap = text[groups[-1][-1].end : each.start]
        if _JOINED.match(gap) and (gap.strip() or together) and gap.strip() != "后":
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _steps(
    group: list[Mention], kind: str, act: Text, whole: str, between: str, due: str, timeout: str
) -> tuple[DraftStep, ...]:
    if len(group) > 1 and _PARALLEL.search(whole) and not _ALL.search(whole) and kind != "notify":
        return tuple(
            DraftStep(kind=kind, who=(each.who,), people=each.people, act=act, due=due, timeout=timeout)
            for each in group
        )
    mode = "any"
    if len(group) > 1 and kind != "notify":
        mode = "sequence" if _SEQUENCE.search(whole) else "any" if _EITHER.search(whole) else "all"
    elif _ALL.search(whole) and "会签" in whole:
        mode = "all"
    people = Text(
        zh=("或" if mode == "any" and kind != "notify" else "、").join(each.people.zh for each in group),
        en=(" or " if mode == "any" and kind != "notify" else ", ").join(each.people.en for each in group),
    )
    who = tuple(each.who for each in group)
    return (DraftStep(kind=kind, who=who, people=people, act=act, mode=mode, due=due, timeout=timeout),)


def _kind(before: str, after: str) -> tuple[str, Text]:
    """What they do, by the verb behind them, or 抄送 before them."""
    tail = re.sub(r"(?:给|到|发给?|交|送|and|to)\s*$", "", before)
    if (_TOLD.search(before) and not _DECIDES.search(after)) or (
        _TOLD.search(after) and not _DECIDES.search(after)
    ):
        return "notify", _ACTS["notify"]
    does, decides = _DOES.search(after), _DECIDES.search(after)
    if does and (decides is None or does.start() <= decides.start()):
        word = does.group()
        return "task", _ACTS["task"] if word.isascii() else Text(zh=word, en="handle")
    if decides is None and re.search(r"(?:发|转|交)给?\s*$", before) and tail != before:
        return "task", _ACTS["task"]
    if decides and not decides.group().isascii() and len(decides.group()) > 1:
        return "approval", Text(zh=decides.group(), en="approve")
    return "approval", _ACTS["approval"]


def due_in(text: str) -> str:
    """两天内 as `2d`; empty when no time is set."""
    found = next((each for each in _DUE.finditer(text) if _sets_a_time(each, text)), None)
    if found is None:
        return ""
    amount, unit = (
        (found["n"], found["u"]) if found["n"] else (found["en"] or found["en2"], found["eu"] or found["eu2"])
    )
    number = int(amount) if amount.isdigit() else _EN.get(amount.lower(), 0) or _chinese(amount)
    if unit.startswith(("周", "星期", "week")):
        return f"{number * 5}d"
    return f"{number}h" if unit.startswith(("小时", "钟头", "hour")) else f"{number}d"


def without_times(text: str) -> str:
    return _DUE.sub(" ", text)


def _sets_a_time(found: re.Match[str], text: str) -> bool:
    """两天内, 限两天, (各两天); not 两天 alone, which may be anything."""
    if not found["n"] or found["w"] or _LIMIT.search(text):
        return True
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return before.rstrip("各限").endswith(("(", "(")) and after.startswith((")", ")"))


def _chinese(words: str) -> int:
    words = words.replace("两", "二")
    tens, ten, ones = words.partition("十")
    if not ten:
        return _CN.find(words[0])
    return (_CN.find(tens) if tens else 1) * 10 + (_CN.find(ones) if ones else 0)


def _timeout(text: str) -> str:
    return next((name for name, words in _LATE if re.search(words, text, re.IGNORECASE)), "")
