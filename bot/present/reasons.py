"""Why this person: the rule and the data, in one sentence."""

from __future__ import annotations

import re

from bot.messages import Text
from bot.present import names
from engine.people import DepartmentId, Directory, PersonId
from engine.process import Because, Process
from engine.template import StepId

ROLES = {
    "cfo": Text(zh="财务总监", en="the CFO"),
    "ceo": Text(zh="总经理", en="the CEO"),
    "pmo": Text(zh="PMO", en="the PMO"),
}


def because(reason: Because, process: Process, directory: Directory) -> Text:
    """因为你是申请人刘洋的直属上级 / because you are the manager of Liu Yang, who asked."""
    starter = names.name(process.starter, directory)
    match reason.rule:
        case "manager_of":
            who = starter if reason.of == "starter" else _field(reason.of, process)
            return Text(zh=f"你是{who.zh}的直属上级", en=f"you are {who.en}'s manager")
        case "manager_above":
            who = starter if reason.of == "starter" else _field(reason.of, process)
            return Text(zh=f"你是{who.zh}的隔级上级", en=f"you are a manager above {who.en}'s own")
        case "head_of":
            where = _department(reason.of, process, directory)
            return Text(zh=f"你是{where.zh}的负责人", en=f"you head {where.en}")
        case "role":
            role = ROLES.get(reason.of, Text(zh=f"“{reason.of}”角色", en=f"role “{reason.of}”"))
            return Text(zh=f"这一步由{role.zh}处理", en=f"this step belongs to {role.en}")
        case "field":
            label = _field(reason.of, process)
            return Text(zh=f"表单里的“{label.zh}”填的是你", en=f"the form names you as “{label.en}”")
        case "starter":
            return Text(zh="这是你发起的流程", en="you started this process")
        case "transfer":
            giver = names.name(reason.by or process.starter, directory)
            return Text(zh=f"{giver.zh}转交给了你", en=f"{giver.en} transferred it to you")
        case "added":
            giver = names.name(reason.by or process.starter, directory)
            return Text(zh=f"{giver.zh}请你加签", en=f"{giver.en} asked for your signature")
        case "guests_done":
            return Text(
                zh="你请来加签的人已经处理完,轮到你决定",
                en="those you asked have signed, and it is your turn",
            )
        case "taken_back":
            return Text(zh="之前的决定被收回了,需要重新处理", en="a decision was taken back and is due anew")
        case "leaver":
            return Text(zh="原来的处理人已离职,由你接手", en="whoever had it has left, and you take over")
        case "managers_of":
            who = starter if reason.of == "starter" else _field(reason.of, process)
            return Text(
                zh=f"你是{who.zh}的上级之一,逐级审批到你", en=f"you are in {who.en}'s line of managers"
            )
        case "performer_of":
            step = process.template.steps.get(StepId(reason.of))
            name = names.text(step.name) if step else Text(zh=reason.of, en=reason.of)
            return Text(zh=f"「{name.zh}」是你处理的", en=f"you dealt with “{name.en}”")
        case "chosen":
            return Text(zh=f"申请人{starter.zh}选了你", en=f"{starter.en}, who asked, chose you")
        case "people":
            return Text(
                zh=f"你符合这一步的条件 `{reason.of}`", en=f"you fit the rule `{reason.of}` of this step"
            )
        case "on_call":
            rota = directory.rotas.get(reason.of)
            name = names.text(rota.name) if rota else Text(zh=reason.of, en=reason.of)
            return Text(zh=f"你正在值班(「{name.zh}」)", en=f"you are on call for “{name.en}”")
        case "empty_person":
            return Text(
                zh="按规则找不到处理人,模板指定由你代办",
                en="the rule finds nobody, and the template names you in that case",
            )
        case "return":
            giver = names.name(reason.by or process.starter, directory)
            return Text(zh=f"{giver.zh}退回了它", en=f"{giver.en} returned it")
        case "manager_for_self":
            return Text(
                zh=f"这一步本该由申请人{starter.zh}自己审批,改由其直属上级审批",
                en=f"{starter.en} may not decide their own request, so it goes to their manager",
            )
        case "admin":
            return Text(
                zh="按规则找不到处理人,由流程管理员代办",
                en="the rule finds nobody, so it goes to the process's administrator",
            )
        case _:
            return Text(zh="模板指定由你处理", en="the template names you")


def said_of(why: Text, who: Text) -> Text:
    """The same of somebody else than the reader: 吴昊是… / Wu Hao is …."""
    en = re.sub(r"\byou are\b", f"{who.en} is", why.en)
    en = re.sub(r"\byou (head|fit|take)\b", rf"{who.en} \1s", en)
    en = re.sub(r"\byour\b", f"{who.en}'s", en)
    return Text(zh=why.zh.replace("你", who.zh), en=re.sub(r"\byou\b", who.en, en))


def _field(field: str, process: Process) -> Text:
    found = process.template.fields_by_id.get(field)
    return names.text(found.label) if found else Text(zh=field, en=field)


def _department(of: str, process: Process, directory: Directory) -> Text:
    known = directory.departments
    found = known.get(DepartmentId(of)) or known.get(DepartmentId(_in_field(of, process)))
    if found is not None:
        return names.text(found.name)
    person = directory.person(process.starter if of == "starter" else _in_field(of, process))
    department = directory.departments.get(person.department) if person else None
    return names.text(department.name) if department else _field(of, process)


def _in_field(field: str, process: Process) -> PersonId:
    return PersonId(str(process.fields.get(field, "")))
