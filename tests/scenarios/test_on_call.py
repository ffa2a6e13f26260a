"""Rotas: what comes at night goes to whoever is on call then, and says so."""

from __future__ import annotations

from datetime import timedelta

from engine.commands import StartProcess
from engine.people import PersonId
from tests.scenarios.company import Company

_ALARM = """
id: alarm
prefix: AL
name: {zh: 告警处理, en: Alarm}
about: {zh: 机房告警, en: An alarm}
title: "{what}"
fields:
  - {id: what, label: {zh: 告警, en: alarm}, required: true}
steps:
  - {id: see, kind: task, name: {zh: 处理告警, en: See to it}, who: [{on_call: it_on_call}], due: 4h}
"""


def _alarm(company: Company) -> str:
    start = StartProcess(actor=PersonId("ma.chao"), template="alarm", fields={"what": "机房断电"})
    number = company.core.workflow.execute(start, company.clock.now()).process.number
    company.works()
    return number


def test_an_alarm_goes_to_whoever_is_on_call_when_it_comes(company: Company) -> None:
    company.core.templates.publish("alarm", _ALARM, company.clock.now())
    _alarm(company)  # at 10:00
    assert "你正在值班(「IT 值班」)" in company.hears("huang.lei").text

    company.clock.advance(timedelta(hours=13))  # 23:00
    number = _alarm(company)
    heard = company.hears("zhou.ting")
    assert "处理告警:机房断电" in heard.text
    assert "you are on call for “IT on-call”" in heard.english
    assert number not in company.hears("huang.lei").text

    explained = company.says("zhou.ting", f"为什么{number}要我处理")
    assert "因为你正在值班(「IT 值班」)" in explained.text
