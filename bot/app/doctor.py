"""What is wrong with this installation, and how to mend it: one finding for each thing looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import structlog
from redis import Redis
from redis.exceptions import RedisError

from bot.adapter import PlatformError
from bot.app.clock import Clock
from bot.app.core import open_core
from bot.app.credentials import platform_findings, service_findings
from bot.app.found import platforms, step_types
from bot.app.platforms import open_platforms
from bot.app.redis_server import RedisNotStarted, open_redis, redis_binary, redis_url
from bot.app.settings import Settings, unknown_variables
from bot.findings import Finding, fine, wrong
from bot.messages import Text, same
from charts.font import font_path
from engine.formats.documents import Formats
from storage.database import Database, open_database
from storage.health import parked, server_moment
from storage.sql import DatabaseError
from storage.templates import TemplateStore
from storage.verify import Damage, verify

log = structlog.get_logger()
_SKEW_S = 5.0  # leases of two minutes and reminders to the minute bear that
_SHOWN = 5  # damages told one by one

_DATABASE = Text(zh="数据库", en="Database")
_REDIS = same("Redis")
_CLOCK = Text(zh="时钟", en="Clock")
_RECORD = Text(zh="流程记录", en="Record")


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, one after the other; what cannot be reached does not stop the rest."""
    checks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        *(_configuration, _data_dir, _database, _redis, _font),
        *(service_findings, platform_findings, _platforms),
    )
    for check in checks:
        yield from check(settings)


def _configuration(settings: Settings) -> Iterator[Finding]:
    about = Text(zh="配置", en="Configuration")
    unknown = unknown_variables()
    for name in unknown:
        yield wrong(
            about, Text(zh=f"不认识变量 {name};是不是拼错了?", en=f"{name} is no setting; is it misspelt?")
        )
    if not unknown:
        yield fine(about, Text(zh=f"服务地址 {settings.url}", en=f"served at {settings.url}"))


def _data_dir(settings: Settings) -> Iterator[Finding]:
    about, folder = Text(zh="数据目录", en="Data directory"), settings.data_dir.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            yield fine(about, same(str(folder)))
    except OSError as error:
        yield wrong(
            about,
            Text(
                zh=f"{folder} 不能写({error.strerror});改权限,或用 TUITUI_DATA_DIR 换一个。",
                en=f"{folder} is not writable ({error.strerror}); mend that or change TUITUI_DATA_DIR.",
            ),
        )


def _database(settings: Settings) -> Iterator[Finding]:
    database = open_database(settings.database)
    try:
        has, newest = database.revision()
        if has is None or has != newest:
            yield wrong(
                _DATABASE,
                Text(
                    zh=f"表结构是 {has or '空'},最新是 {newest};运行 tuitui db upgrade。",
                    en=f"the tables are at {has or 'nothing'}, newest is {newest}; run tuitui db upgrade.",
                ),
            )
            return
        kind = "SQLite" if database.is_sqlite else "PostgreSQL"
        yield fine(_DATABASE, Text(zh=f"{kind},表结构 {has}", en=f"{kind}, tables at {has}"))
        yield from _record(database)
        yield from _given_up(database)
        if (moment := server_moment(database)) is not None:
            yield _skew(_DATABASE, moment)
    except DatabaseError as error:
        reason = str(error).partition("\n")[0]
        yield wrong(
            _DATABASE,
            Text(
                zh=f"连不上:{reason}。请检查 TUITUI_DATABASE_URL。",
                en=f"cannot be reached: {reason}. Check TUITUI_DATABASE_URL.",
            ),
        )
    finally:
        database.close()


def _record(database: Database) -> Iterator[Finding]:
    templates = TemplateStore(database, Formats(step_types()).read)
    damages = list(verify(database, templates.read))
    for damage in damages[:_SHOWN]:
        yield wrong(_RECORD, _damage(damage))
    if len(damages) > _SHOWN:
        more = len(damages) - _SHOWN
        yield wrong(
            _RECORD, Text(zh=f"另有 {more} 个流程也有问题。", en=f"{more} more processes are damaged.")
        )
    if not damages:
        yield fine(_RECORD, Text(zh="每个流程的记录都与写下时一致", en="each process is as it was written"))


def _damage(damage: Damage) -> Text:
    at = f" #{damage.seq}" if damage.seq is not None else ""
    return Text(
        zh=f"{damage.process}{at} 被改动过({damage.fault});用 tuitui restore 从备份恢复,并查是谁改的。",
        en=f"{damage.process}{at} was altered ({damage.fault}); restore a backup, and find out by whom.",
    )


def _given_up(database: Database) -> Iterator[Finding]:
    about, given_up = Text(zh="消息", en="Messages"), parked(database)
    if given_up.received or given_up.sent:
        yield wrong(
            about,
            Text(
                zh=f"{given_up.received} 条收到的没能处理,{given_up.sent} 条没能送达;原因见日志 (…_parked)。",
                en=f"{given_up.received} could not be handled, {given_up.sent} not delivered; "
                "the log says why (…_parked).",
            ),
        )
    else:
        yield fine(about, Text(zh="没有处理不了或送不出的", en="none was given up"))


def _redis(settings: Settings) -> Iterator[Finding]:
    client = open_redis(redis_url(settings))
    try:
        client.ping()
        version = client.info("server")["redis_version"]
        yield fine(_REDIS, Text(zh=f"版本 {version}", en=f"version {version}"))
        yield _skew(_REDIS, _redis_moment(client))
    except RedisError as error:
        yield _redis_away(settings, error)
    finally:
        client.close()


def _redis_away(settings: Settings, error: RedisError) -> Finding:
    if settings.redis_url:
        return wrong(
            _REDIS,
            Text(
                zh=f"连不上:{error}。请检查 TUITUI_REDIS_URL。",
                en=f"cannot be reached: {error}. Check TUITUI_REDIS_URL.",
            ),
        )
    try:
        redis_binary()
    except RedisNotStarted as missing:
        return wrong(_REDIS, same(str(missing)))
    return fine(_REDIS, Text(zh="内置,随 tuitui up 启动", en="embedded, starts with tuitui up"))


def _redis_moment(client: Redis) -> datetime:
    seconds, microseconds = client.time()
    return datetime.fromtimestamp(seconds + microseconds / 1e6, UTC)


def _skew(whose: Text, moment: datetime) -> Finding:
    skew_s = abs((Clock().machine_now() - moment).total_seconds())
    if skew_s <= _SKEW_S:
        return fine(_CLOCK, Text(zh=f"与{whose.zh}一致", en=f"agrees with {whose.en}"))
    return wrong(
        _CLOCK,
        Text(
            zh=f"与{whose.zh}相差 {skew_s:.0f} 秒;让两台机器都用 NTP 对时。",
            en=f"{skew_s:.0f} s apart from {whose.en}; let NTP set both.",
        ),
    )


def _platforms(settings: Settings) -> Iterator[Finding]:
    """Each platform that is on looks at its own credentials, scopes and callback."""
    core = open_core(settings)
    try:
        opened, now = open_platforms(core), core.clock.machine_now()
        titles = {name: spec.title for name, spec in platforms().items()}
        for name, each in opened.items():
            if each.examine is not None:
                yield from examined(titles[name], each.examine(now))
    finally:
        core.database.close()


def examined(title: Text, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Up to whatever a platform did not expect of itself: one that fails so stops no other."""
    try:
        yield from findings
    except PlatformError as error:
        yield wrong(
            title,
            Text(
                zh=f"没能问到({error!r});请检查网络和 API 地址,稍后再运行一次。",
                en=f"could not be asked ({error!r}); check the network and the API's address.",
            ),
        )
    except Exception as error:  # whatever it is, the operator wants to see the rest
        log.exception("examination_failed", platform=title.en)
        yield wrong(
            title,
            Text(
                zh=f"检查时出错:{error!r}。这是程序的问题,请把日志交给维护者。",
                en=f"the examination itself failed: {error!r}. That is a defect: report it with the log.",
            ),
        )


def _font(_settings: Settings) -> Iterator[Finding]:
    about = Text(zh="图表字体", en="Font of charts")
    try:
        path = font_path()
        found = path.is_file()
    except FileNotFoundError:
        found = False
    if found:
        yield fine(about, same(path.name))
    else:
        yield wrong(
            about,
            Text(
                zh="缺少 mplfonts 包里的中文字体;重新运行 make。",
                en="the Chinese font of the package mplfonts is missing; run make again.",
            ),
        )
