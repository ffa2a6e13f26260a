"""What holds on every platform: voice, places, files, who is who, and whose click counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis

from bot.adapter import Contact, NotReachable
from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.platforms import open_platforms
from bot.app.settings import Settings
from bot.app.wiring import Understanding
from bot.messages import Attachment, Press
from engine.people import PersonId
from storage.accounts import Accounts
from storage.database import Database
from storage.queries.processes import ProcessQueries
from storage.sql import statement
from tests.emulators import recordings
from tests.emulators.llm import KEY, SPEECH_MODEL, LlmEmulator
from tests.scenarios.chats import Chat
from tests.scenarios.company import Company, CompanyClock, open_company

SUN, CHEN, ZHOU = "U-sun", "U-chen", "U-zhou"
STRANGER = "我还不认识你"


@dataclass
class Town:
    """The company on two platforms: everybody in the first one's directory, in the second only Chen Jie."""

    company: Company
    slack: Chat
    feishu: Chat
    stt: LlmEmulator

    def started(self) -> int:
        queries = ProcessQueries(self.company.core.database, self.company.core.templates.read)
        return len(queries.page(limit=50).items)

    def code(self, account: str = SUN, of: str = "feishu") -> str:
        (answer,) = self.slack.says(self.company, account, f"绑定我的 {of}")
        found = re.search(r"\w{4}-\w{4}", answer)
        assert found, answer
        return found[0]


@pytest.fixture
def town(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Town]:
    clock, slack, feishu = CompanyClock(), Chat("slack"), Chat("feishu")
    with Redis.from_url(redis_of_scenarios) as redis:
        redis.flushall()
    for account, person in ((SUN, "sun.lei"), (CHEN, "chen.jie"), (ZHOU, "zhou.ting")):
        slack.members[account] = Contact(email=f"{person}@galaxy.example")
    feishu.members["ou-chen"] = Contact(email="chen.jie@galaxy.example")
    with LlmEmulator() as stt:
        settings = Settings(
            demo=True,
            data_dir=tmp_path,
            redis_url=redis_of_scenarios,
            platform_order="slack,feishu,web",
            stt_base_url=stt.base_url,
            stt_api_key=KEY,
            stt_model=SPEECH_MODEL,
        )
        core = open_core(settings, database=sqlite_database, clock=clock)
        seed.company(core, clock.now())
        opened = {**open_platforms(core), "slack": slack.opened, "feishu": feishu.opened}
        yield Town(open_company(core, clock, understanding, opened), slack, feishu, stt)


# Voice


@pytest.mark.parametrize("name", ["amr", "opus", "m4a", "wav"])
def test_what_was_spoken_is_shown_back_and_confirmed_before_it_changes_anything(
    town: Town, name: str
) -> None:
    town.stt.hears = "报销1200元差旅费"
    recording = getattr(recordings, name)()
    said = "\n".join(town.slack.sends(town.company, SUN, "voice", f"voice.{name}", recording))
    assert "我听到的是:“报销1200元差旅费”" in said
    assert town.started() == 0
    town.slack.presses(town.company, SUN, "确认")
    assert town.started() == 1
    (asked,) = town.stt.recordings
    assert asked.audio.startswith(b"RIFF")
    assert asked.language == "zh"


@pytest.mark.parametrize(
    ("recording", "says"),
    [(b"", "录音是空的"), (b"no sound at all", "听不了"), (recordings.amr(400, mode=0), "太长了")],
)
def test_a_recording_that_cannot_be_used_is_answered_kindly(town: Town, recording: bytes, says: str) -> None:
    (answer,) = town.slack.sends(town.company, SUN, "voice", "voice.amr", recording)
    assert says in answer
    assert town.stt.recordings == []


def test_a_speech_service_that_fails_is_told_of_in_the_readers_language(town: Town) -> None:
    town.slack.says(town.company, SUN, "speak English")
    town.stt.fails_next(503)
    (answer,) = town.slack.sends(town.company, SUN, "voice", "voice.amr", recordings.amr())
    assert "Speech recognition is unavailable" in answer
    assert town.started() == 0


def test_whoever_chose_no_language_is_answered_in_the_one_they_speak(town: Town) -> None:
    (answer,) = town.slack.says(town.company, SUN, "what is on my plate today")
    assert "You have nothing due today" in answer
    (answer,) = town.slack.says(town.company, SUN, "ok")
    assert "nothing waiting for your confirmation" in answer, "one word tells nothing"
    (answer,) = town.slack.says(town.company, SUN, "我的待办")
    assert "没有" in answer


def test_a_recording_whose_platform_is_slow_is_tried_again_and_given_up_kindly(town: Town) -> None:
    town.slack.files["late"] = NotReachable("media")
    voice = Attachment(kind="voice", name="v.amr", ref="late")
    assert town.slack.says(town.company, SUN, attachments=(voice,)) == []
    town.slack.files["late"] = recordings.amr()
    town.stt.hears = "我的待办"
    town.company.passes(seconds=30)
    assert "我听到的是:“我的待办”" in town.slack.seen_by(SUN)[0].words
    town.slack.files["late"] = NotReachable("media")
    town.slack.says(town.company, SUN, attachments=(voice,))
    for _ in range(3):
        town.company.passes(minutes=1)
    assert "没能取到" in town.slack.seen_by(SUN)[-1].words


def test_a_transcript_of_the_platform_s_own_is_shown_back_and_confirmed(town: Town) -> None:
    said = "\n".join(town.slack.says(town.company, SUN, "报销1200元差旅费", voice=True))
    assert "我听到的是:“报销1200元差旅费”" in said
    assert town.started() == 0


def test_a_strangers_voice_is_not_listened_to(town: Town) -> None:
    (answer,) = town.slack.sends(town.company, "U-no", "voice", "voice.amr", recordings.amr())
    assert STRANGER in answer
    assert town.stt.recordings == []


# Places, files and pictures


def test_a_shared_location_is_a_check_in_and_breaks_no_open_question(town: Town) -> None:
    town.slack.says(town.company, SUN, "走个采购")
    answers = town.slack.shares_place(town.company, SUN, "苏州工厂")
    assert answers
    assert "已签到" in answers[0] or "Checked in" in answers[0]
    assert "提交" in {label for each in town.slack.seen_by(SUN) for label in each.buttons}


@pytest.mark.parametrize(("kind", "name"), [("file", "报价单.pdf"), ("image", "现场.png")])
def test_a_file_without_words_is_kept_and_acknowledged(town: Town, kind: str, name: str) -> None:
    (answer,) = town.slack.sends(town.company, SUN, kind, name, b"some bytes")
    assert f"收到 {name}" in answer
    assert _kept(town) == [(name, b"some bytes")]


def test_a_file_that_cannot_be_fetched_is_told_of(town: Town) -> None:
    (answer,) = town.slack.says(
        town.company, SUN, attachments=(Attachment(kind="file", name="a.pdf", ref="gone"),)
    )
    assert "没能取下来" in answer


def test_words_beside_a_file_are_heard_as_ever(town: Town) -> None:
    said = town.slack.sends(town.company, SUN, "file", "发票.pdf", b"pdf", "报销1200元差旅费")
    assert "收到 发票.pdf" in "\n".join(said)
    town.slack.presses(town.company, SUN, "确认")
    assert town.started() == 1


def test_a_file_sent_while_a_form_asks_for_one_is_put_into_it(town: Town) -> None:
    core = town.company.core
    core.templates.publish("supply", _WITH_FILE, town.company.clock.now())
    town.slack.presses_id(town.company, SUN, "start/supply")
    (answer,) = town.slack.sends(town.company, SUN, "file", "报价单.pdf", b"pdf")
    assert "已放进「报价单」" in answer
    town.slack.presses(town.company, SUN, "提交")
    town.slack.presses(town.company, SUN, "确认")
    assert "报价单.pdf" in str(town.company.only_process().fields["quote"])


def _kept(town: Town) -> list[tuple[str, bytes]]:
    with town.company.core.database.reading() as connection:
        return [(row.name, row.data) for row in connection.execute(statement("SELECT name, data FROM blob"))]


# Who is who


def test_a_stranger_is_told_how_to_be_added_and_can_do_nothing(town: Town) -> None:
    town.slack.says(town.company, SUN, "报销1200元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    for text in ("报销1200元差旅费", "我的待办", "绑定 Slack"):
        (answer,) = town.feishu.says(town.company, "ou-no", text)
        assert STRANGER in answer
        assert "通讯录" in answer
    (answer,) = town.slack.presses(town.company, "U-no", "同意", of=CHEN)
    assert STRANGER in answer
    assert town.started() == 1
    assert town.slack.seen_by(CHEN)[-1].buttons


def test_while_the_directory_is_away_nobody_is_taken_for_a_stranger_and_nothing_is_lost(town: Town) -> None:
    town.slack.directory_is_away = True
    assert town.slack.says(town.company, SUN, "报销1200元差旅费") == []
    town.company.passes(hours=1)
    (told,) = town.slack.seen_by(SUN)
    assert "不用重发" in told.words, "said once"
    town.slack.directory_is_away = False
    town.company.passes(minutes=40)
    assert any("确认" in each.buttons for each in town.slack.seen_by(SUN))


def test_an_account_is_linked_by_a_code_from_the_one_chat_said_in_the_other(town: Town) -> None:
    code = town.code()
    (answer,) = town.feishu.says(town.company, "ou-sun", f"绑定 {code}")
    assert "孙磊" in answer
    assert "已关联" in town.slack.seen_by(SUN)[-1].words
    assert STRANGER not in town.feishu.says(town.company, "ou-sun", "我的待办")[0]
    (account,) = Accounts(town.company.core.database).on("feishu", PersonId("sun.lei"))
    assert (account.platform_user, account.linked_by) == ("ou-sun", "confirmed")


def test_who_does_not_say_which_account_is_asked(town: Town) -> None:
    assert "绑定哪一个?飞书都可以" in town.slack.says(town.company, SUN, "绑定账号")[0]


def test_a_code_is_good_once(town: Town) -> None:
    code = town.code()
    town.feishu.says(town.company, "ou-sun", code)
    (answer,) = town.feishu.says(town.company, "ou-thief", code)
    assert "用过" in answer
    assert STRANGER in town.feishu.says(town.company, "ou-thief", "我的待办")[0]


def test_a_code_expires(town: Town, redis_of_scenarios: str) -> None:
    code = town.code()
    with Redis.from_url(redis_of_scenarios) as redis:
        (kept,) = redis.scan_iter("tuitui:link:*")
        assert 500 < redis.ttl(kept) <= 600
        assert code.replace("-", "").encode() not in kept
        redis.delete(kept)
    assert "过期" in town.feishu.says(town.company, "ou-sun", f"绑定 {code}")[0]


def test_a_code_is_for_the_platform_that_was_named(town: Town) -> None:
    code = town.code()
    (answer,) = town.slack.says(town.company, "U-other", f"绑定 {code}")
    assert "不对" in answer
    assert STRANGER in town.feishu.says(town.company, "ou-sun", "我的待办")[0]


def test_guesses_are_limited(town: Town) -> None:
    code = town.code()
    for _ in range(5):
        assert "不对" in town.feishu.says(town.company, "ou-thief", "ABCD-EFGH")[0]
    assert "试得太多" in town.feishu.says(town.company, "ou-thief", f"绑定 {code}")[0]
    assert "关联好了" in town.feishu.says(town.company, "ou-sun", f"绑定 {code}")[0]


def test_codes_are_given_and_taken_in_private_only(town: Town) -> None:
    (answer,) = town.slack.says(town.company, SUN, "绑定我的feishu", group="C1")
    assert "私聊" in answer
    code = town.code()
    assert "作废" in town.feishu.says(town.company, "ou-sun", f"绑定 {code}", group="oc-1")[0]
    assert "用过" in town.feishu.says(town.company, "ou-sun", f"绑定 {code}")[0]


def test_a_colleagues_account_is_not_taken_over(town: Town) -> None:
    town.feishu.says(town.company, "ou-chen", "你好")
    assert "另一位同事" in town.feishu.says(town.company, "ou-chen", f"绑定 {town.code()}")[0]


def test_a_link_is_undone_by_a_word(town: Town) -> None:
    town.feishu.says(town.company, "ou-sun", f"绑定 {town.code()}")
    assert "已解除关联" in town.slack.says(town.company, SUN, "解除关联feishu")[0]
    assert STRANGER in town.feishu.says(town.company, "ou-sun", "我的待办")[0]
    assert "没有你自己关联" in town.feishu.says(town.company, "ou-chen", "解除关联feishu")[0]


# Whose click counts


def test_the_same_task_decided_on_one_platform_is_seen_decided_on_the_other(town: Town) -> None:
    town.slack.says(town.company, SUN, "报销1200元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    town.feishu.says(town.company, "ou-chen", "我的待办")
    (here,) = [each for each in town.slack.seen_by(CHEN) if "同意" in each.buttons]
    (there,) = [each for each in town.feishu.seen_by("ou-chen") if "同意" in each.buttons]
    assert here.card == there.card
    town.feishu.presses(town.company, "ou-chen", "同意")
    for each in (town.slack.seen_by(CHEN), town.feishu.seen_by("ou-chen")):
        (card,) = [shown for shown in each if shown.card == here.card]
        assert "陈杰 已同意" in card.words
        assert card.buttons == {}
    stale = Press(action=here.buttons["同意"], card=here.card)
    (answer,) = town.slack.says(town.company, CHEN, press=stale)
    assert "已经处理过了" in answer


def test_the_wrong_persons_click_on_a_forwarded_card_does_nothing_and_learns_nothing(town: Town) -> None:
    town.slack.says(town.company, SUN, "报销1200元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    before = town.slack.seen_by(CHEN)[-1]
    for label in ("同意", "驳回", "转交"):
        (answer,) = town.slack.presses(town.company, ZHOU, label, of=CHEN, into="C1")
        assert "没有找到" in answer
        assert not any(secret in answer for secret in ("孙磊", "陈杰", "1200", "1,200", "差旅"))
    assert town.slack.seen_by(CHEN)[-1] is before
    assert "同意" in before.buttons


# Where answers and pushes go


def test_an_answer_goes_where_the_question_came_from_a_push_where_they_wrote_last(town: Town) -> None:
    town.feishu.says(town.company, "ou-chen", "我的待办")
    town.slack.says(town.company, SUN, "报销1200元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    assert any("同意" in each.buttons for each in town.feishu.seen_by("ou-chen")), "used last"
    assert town.slack.seen_by(CHEN) == []
    assert town.slack.says(town.company, CHEN, "我的待办", group="C1")
    assert town.slack.seen_by(CHEN) == [], "the question came from a group"
    town.slack.says(town.company, SUN, "报销800元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    assert not town.slack.seen_by(CHEN), "a word in a group moves no pushes"
    town.slack.says(town.company, CHEN, "你好")
    town.slack.says(town.company, SUN, "报销600元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    assert any("同意" in each.buttons for each in town.slack.seen_by(CHEN))


def test_who_has_used_none_is_reached_by_the_order_of_the_settings(town: Town) -> None:
    town.slack.says(town.company, SUN, "报销1200元差旅费")
    town.slack.presses(town.company, SUN, "确认")
    assert town.feishu.seen_by("ou-chen") == []
    assert any("同意" in each.buttons for each in town.slack.seen_by(CHEN))


_WITH_FILE = """
id: supply
prefix: SU
name: {zh: 供应商引入, en: New supplier}
about: {zh: 引入供应商, en: Bring in a supplier}
fields:
  - {id: quote, type: file, label: {zh: 报价单, en: Quote}, required: true}
steps:
  - {id: manager, kind: approval, name: {zh: 主管, en: Manager}, who: [{manager_of: starter}], due: 1d}
"""
