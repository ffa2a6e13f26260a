"""A morning at the demo company, for looking at the page and for its tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Timer
from zoneinfo import ZoneInfo

from tests.browser.company import button, card, fact, field, people, picture, text
from tests.browser.stub_chat import Json, StubChat

NOW = datetime(2026, 11, 24, 14, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
BOT = "direct:liu.yang"
GROUP = "group:rnd"


class Story:
    """The same things said in one of two languages."""

    def __init__(self, language: str) -> None:
        self.zh = language == "zh"

    def say(self, chinese: str, english: str) -> str:
        return chinese if self.zh else english

    def approval(self) -> Json:
        say = self.say
        return card(
            status=say("等你审批", "Waiting for you"),
            title=say("审批：极光手表 新品立项", "Approve: Aurora watch, new-product initiation"),
            number="NP-12",
            facts=[
                fact(say("预算", "Budget"), say("62 万元", "¥620k")),
                fact(say("上市日期", "Launch date"), say("12月20日 周日", "Sun 20 Dec")),
                fact(say("发起人", "Asked by"), say("刘洋（产品经理）", "Liu Yang (product manager)")),
                fact(
                    say("理由", "Reason"),
                    say(
                        "补齐运动手表产品线，抢在春节档前上市",
                        "Completes the sports watch line before the Spring Festival season",
                    ),
                ),
            ],
            more=[
                fact(say("负责人", "Owner"), say("孙磊（结构工程师）", "Sun Lei (mechanical engineer)")),
                fact(say("发起时间", "Started"), say("今天 10:02", "today 10:02")),
                fact(
                    say("当前步骤", "Step"),
                    say("部门审批（第 2 步，共 6 步）", "2 of 6, department approval"),
                ),
            ],
            context=say(
                "你之后：李娜（财务总监）→ 归档。因为预算超过 50 万。",
                "After you: Li Na (CFO), then filing. Because the budget is above 500k.",
            ),
            buttons=[
                button("approve/NP-12-3", say("同意", "Approve"), "primary"),
                button("return/NP-12-3", say("退回", "Send back")),
                button("transfer/NP-12-3", say("转交", "Hand over")),
                button("reject/NP-12-3", say("驳回", "Reject"), "danger"),
            ],
        )

    def decided(self) -> Json:
        outcome = self.say(
            "陈杰 今天 14:19 同意。现在等李娜（财务总监）签字，周五 18:00 前。",
            "Chen Jie approved today at 14:19. Now with Li Na (CFO), until Friday 18:00.",
        )
        status = self.say("已同意", "Approved")
        changes: Json = {
            "state": "done",
            "status": status,
            "buttons": [],
            "context": None,
            "outcome": outcome,
        }
        return {**self.approval(), **changes}

    def form(self) -> Json:
        say = self.say
        channels = [
            {"id": "online", "label": say("线上", "Online")},
            {"id": "retail", "label": say("门店", "Retail")},
            {"id": "both", "label": say("都有", "Both")},
        ]
        above = say("超过 50 万要财务总监审批", "Above 500k the CFO approves too")
        return card(
            key="form/new_product",
            state="info",
            status=say("还差几项", "A few answers missing"),
            title=say("发起新品立项", "Start a new-product initiation"),
            context=say(
                "也可以直接打字告诉我：预算62万，12月20日上市",
                "You can also just type: budget 620k, launch 20 Dec",
            ),
            inputs=[
                field("product", say("产品名称", "Product"), "text", value=say("极光手表", "Aurora watch")),
                field("budget", say("预算", "Budget"), "money", hint=above),
                field("launch_date", say("上市日期", "Launch date"), "date"),
                field("kickoff", say("启动会", "Kick-off"), "datetime", required=False),
                field("owner", say("负责人", "Owner"), "person"),
                field("channel", say("渠道", "Channel"), "choice", options=channels),
                field("units", say("首批数量", "First batch"), "number", required=False),
                field("reason", say("理由", "Reason"), "long_text", required=False),
            ],
            buttons=[
                button("submit/new_product", say("发起", "Start"), "primary"),
                button("cancel/new_product", say("先不办", "Not now"), "danger"),
            ],
        )

    def greeting(self) -> Json:
        words = self.say(
            "早。今天有 **2 件事**等你：\n\n"
            "- **DR-8** 设计评审，周三 15:00 前确认\n- **EX-31** 报销补发票，今天 18:00 前\n\n要先看哪一个？",
            "Morning. **Two things** wait for you today:\n\n"
            "- **DR-8** design review, confirm by Wed 15:00\n- **EX-31** expense claim needs its invoice\n\n"
            "Which first?",
        )
        later = button("snooze", self.say("明天再提醒", "Remind me tomorrow"))
        return text(words, button("show/DR-8", "DR-8"), button("show/EX-31", "EX-31"), later)

    def gantt(self) -> Json:
        alt = self.say("极光手表的甘特图：法务审核晚 3 天", "Aurora watch: legal review is 3 days late")
        return {"type": "image", "url": "/chat/pictures/gantt.png", "alt": alt, "width": 1200, "height": 760}


def empty(language: str = "zh") -> StubChat:
    """One conversation in which nothing was said yet."""
    chat = StubChat(people=people(), now=NOW, language=language)
    chat.add_conversation(BOT, zh="推推", en="Tuitui")
    return chat


def morning(language: str = "zh") -> StubChat:
    """A conversation with everything in it, a group beside it."""
    chat = empty(language)
    story = Story(language)
    _tell_group(chat, story)
    _tell_morning(chat, story)
    chat.pressed = lambda press: _decide(chat, press, story)
    chat.heard = lambda message: _reply(chat, message, story)
    return chat


def _tell_group(chat: StubChat, story: Story) -> None:
    say = story.say
    chat.add_conversation(GROUP, zh="研发部", en="R&D", direct=False)
    yesterday = NOW - timedelta(days=1, hours=2)
    arrived = say("周三评审的结构件到了吗？", "Have the parts for Wednesday's review arrived?")
    chat.post(GROUP, text(arrived), author="chen.jie", at=yesterday, read=True)
    missing = say("到了两套，还差表带。", "Two sets have, straps are missing.")
    chat.post(GROUP, text(missing), author="sun.lei", at=yesterday + timedelta(minutes=3), read=True)
    review = say(
        "**DR-8 设计评审** 周三 15:00，还有 2 人没确认：赵敏、周婷。",
        "**DR-8 design review** Wed 15:00. Two have not confirmed: Zhao Min, Zhou Ting.",
    )
    chat.post(GROUP, text(review), at=NOW - timedelta(hours=3))
    chat.post(GROUP, text(say("我确认", "I will be there")), author="zhou.ting", at=NOW - timedelta(hours=2))


def _tell_morning(chat: StubChat, story: Story) -> None:
    say = story.say

    def ago(**time: int) -> datetime:
        return NOW - timedelta(**time)

    def ask(words: str, minutes: int, reply_to: str | None = None) -> None:
        chat.post(BOT, text(words), author="liu.yang", at=ago(minutes=minutes), reply_to=reply_to)

    chat.pictures["/chat/pictures/gantt.png"] = picture()
    chat.post(BOT, story.greeting(), at=ago(days=1, hours=5), read=True)
    ask(say("帮我发起一个新品立项流程", "Start a new-product initiation"), 26)
    chat.post(
        BOT, text(say("好。告诉我下面几项就能发起。", "Good. I need these to start it.")), at=ago(minutes=26)
    )
    chat.post(BOT, story.form(), at=ago(minutes=26), read=True)
    ask(say("发一下极光项目的甘特图", "Show the Aurora project's Gantt chart"), 12)
    late = say(
        "极光手表比计划晚 3 天，卡在**法务审核**。",
        "Aurora watch is 3 days late, held up by **legal review**.",
    )
    chat.post(BOT, text(late + " https://example.com/NP-12?view=gantt"), at=ago(minutes=12))
    chat.post(BOT, story.gantt(), at=ago(minutes=12), read=True)
    scopes = say("审批：采购 10 台示波器", "Approve: ten oscilloscopes")
    done = {**story.decided(), "key": "task/PR-7-1", "number": "PR-7", "title": scopes}
    chat.post(BOT, done, at=ago(minutes=8), read=True)
    asked = chat.post(BOT, story.approval(), at=ago(minutes=6), read=True)
    ask(say("为什么这个要我批", "Why is this on my desk?"), 3, reply_to=asked)
    because = say(
        "因为你是这个项目的产品经理，`部门审批`这一步由发起部门确认预算。",
        "Because you are its product manager: at `department approval` the team confirms the budget.",
    )
    chat.post(BOT, text(because), at=ago(minutes=3), reply_to=asked)


def _decide(chat: StubChat, press: Json, story: Story) -> None:
    if press["card"] == "task/NP-12-3":
        Timer(0.8, lambda: chat.change(press["message"], story.decided())).start()


def _reply(chat: StubChat, message: Json, story: Story) -> None:
    words = story.say("收到：", "Heard: ") + message["text"]
    chat.tell("typing", {"conversation": message["conversation"], "on": True})
    Timer(0.9, lambda: chat.post(message["conversation"], text(words))).start()
