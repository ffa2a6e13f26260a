"""Steps, ways, people and settings: what is said of each flaw; and that sound templates are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.app.company import read_company
from bot.app.demo.files import company_source, template_sources
from bot.present.lint import line, sentence
from engine.formats.yaml import read
from engine.lint import Level, lint
from engine.people import Directory, Label, PersonId
from engine.rota import Rota, Turn
from engine.template import Template
from tests.unit.engine.galaxy import galaxy
from tests.unit.engine.lint.written import FIRST_LINE, TYPES, said, signed, template, the

PEOPLE = galaxy().directory
_JOIN = "{id: met, kind: join, name: met, next: end}"


def _fork(*targets: str, kind: str = "parallel") -> str:
    return (
        f"{{id: fork, kind: {kind}, name: fork, branches: [{', '.join(f'{{to: {to}}}' for to in targets)}]}}"
    )


def _tell(id: str, next: str) -> str:
    return f"{{id: {id}, kind: notify, name: {id}, who: [{{starter: true}}], next: {next}}}"


def _vote(needs: str, *people: str) -> str:
    who = ", ".join(f"{{person: {each}}}" for each in people)
    return signed("vote", f"mode: vote, pass: '{needs}', due: 1d, who: [{who}]")


_THREE = ("li.na", "wu.hao", "xu.jing")
_SERVICE = "id: {id}, kind: service, name: {id}, url: 'https://erp.example/x'"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # ways
        ([signed("a")], []),
        ([signed("a", "due: 1d, next: b"), signed("b", "due: 1d, next: a")], ["dead_end a", "dead_end b"]),
        ([signed("a"), _tell("b", "c"), _tell("c", "b")], ["dead_end b", "dead_end c", "circle b"]),
        (
            [
                "{id: look, kind: timer, name: look, after: 1d}",
                "{id: level, kind: condition, name: level, branches: [{when: budget > 10, to: look}]}",
            ],
            ["circle_without_people look"],
        ),
        (
            [
                signed("a"),
                "{id: level, kind: condition, name: level, branches: [{when: budget > 10, to: a}]}",
            ],
            [],
        ),
        # joins
        ([_fork("a", "b"), signed("a", "due: 1d, next: met"), signed("b", "due: 1d, next: met"), _JOIN], []),
        (
            [_fork("a", "b"), signed("a", "due: 1d, next: met"), signed("b", "due: 1d, next: end"), _JOIN],
            ["join_incomplete fork"],
        ),
        ([_fork("a", "b"), signed("a", "due: 1d, next: end"), signed("b", "due: 1d, next: end")], []),
        (
            [
                signed("first"),
                _fork("a", "b"),
                signed("a", "due: 1d, next: met, reject_to: first"),
                signed("b", "due: 1d, next: met"),
                _JOIN,
            ],
            [],
        ),
        (
            [
                _fork("a", "b"),
                signed("a", "due: 1d, next: met"),
                signed("b", "due: 1d, next: other"),
                _JOIN,
                "{id: other, kind: join, name: other}",
            ],
            ["joins_apart fork"],
        ),
        ([signed("a"), _JOIN], ["join_without_fork met"]),
        # due times
        ([signed("a", "")], ["no_due a"]),
        ([signed("a", "timeout: escalate")], ["timeout_without_due a"]),
        # targets
        ([signed("a"), signed("b", "due: 1d, return: [a]")], []),
        ([signed("a", "due: 1d, return: [b]"), signed("b")], ["return_target a"]),
        ([_tell("a", "b"), signed("b", "due: 1d, return: [a]")], ["return_target b"]),
        ([signed("a", "due: 1d, return: [gone]")], ["return_target a"]),
        ([signed("a"), signed("b", "due: 1d, reject_to: a")], []),
        ([signed("a", "due: 1d, reject_to: a")], ["target a"]),
        (
            [f"{{{_SERVICE.format(id='call')}, on_error: call}}"],
            ["target call", "circle_without_people call"],
        ),
        ([signed("a"), signed("b", "due: 1d, who: [{performer_of: a}]")], []),
        ([signed("a", "due: 1d, who: [{performer_of: b}]"), signed("b")], ["performer_of a"]),
        # votes
        ([_vote("2", *_THREE)], []),
        ([_vote("4", *_THREE)], ["votes_above_seats vote"]),
        ([_vote("2/3", *_THREE)], []),
        ([_vote("66.67%", *_THREE)], ["rounded_share vote"]),
        ([_vote("66.67%", "li.na", "wu.hao")], []),  # 2 of 2 either way
        ([_vote("> 33.33%", *_THREE)], ["rounded_share vote"]),
        ([_vote("60%", *_THREE)], []),
        ([_vote("2", "li.na", "li.na")], ["votes_above_seats vote"]),  # one human, one vote
        # fields
        ([signed("a", "due: 1d, edits: [budget], hidden: [note]")], []),
        ([signed("a", "due: 1d, edits: [budget], hidden: [budget]")], ["field_hidden a"]),
        ([signed("a", "due: 1d, who: [{field: budget}]")], ["field_unfit a"]),
        ([signed("a", "due: 1d, who: [{manager_of: nobody}]")], ["field_unknown a"]),
        ([signed("a", "due: 1d, who: [{people: 'person.title == role'}]")], ["condition_invalid a"]),
        ([f"{{{_SERVICE.format(id='call')}, takes: {{price: a.b}}}}"], ["field_unknown call"]),
        ([f"{{{_SERVICE.format(id='call')}, sends: {{sum: price + 1}}}}"], ["condition_invalid call"]),
        (["{id: wait, kind: timer, name: wait, until: later}"], ["field_unknown wait"]),
        (["{id: wait, kind: timer, name: wait, until: note}"], ["field_unfit wait"]),
        (["{id: wait, kind: message, name: wait, message: paid, key: bill}"], ["field_unknown wait"]),
        # people
        ([signed("a", "due: 1d, who: [{person: gone}]")], ["nobody a"]),
        ([signed("a", "due: 1d, who: [{role: gone}]")], ["nobody a"]),
        ([signed("a", "due: 1d, who: [{head_of: gone}]")], ["nobody a"]),
        ([signed("a", "due: 1d, who: [{on_call: gone}]")], ["nobody a"]),
        ([signed("a", "due: 1d, who: [{manager_of: starter, level: 9}]")], ["nobody a"]),
        ([signed("a", "due: 1d, who: [{managers_of: starter, up_to: 院长}]")], ["nobody a"]),
        ([signed("a", "due: 1d, who: [{chosen: true}, {field: buyer}, {manager_of: buyer}]")], []),
        ([signed("a", "due: 1d, empty: {person: gone}")], ["nobody a"]),
        ([signed("a", "due: 1d, timeout: {transfer: {role: gone}}")], ["nobody a"]),
    ],
)
def test_what_is_said_of_steps(steps: list[str], expected: list[str]) -> None:
    of = template(*steps)
    found = lint(of, PEOPLE)

    assert sorted(f"{each.code} {each.step}" for each in found) == sorted(expected)
    for each in found:
        assert f"({each.step})" in line(each, of).en, "every finding has its sentence"


def test_nobody_is_an_error_only_where_the_process_would_stand_still() -> None:
    rule = "due: 1d, who: [{role: gone}]"

    assert the("nobody", template(signed("a", rule)), PEOPLE).level is Level.WARNING
    assert the("nobody", template(signed("a", f"{rule}, empty: halt")), PEOPLE).level is Level.ERROR


def test_a_count_above_a_role_of_today_is_no_error_since_roles_change() -> None:
    of_role = template(signed("a", "mode: vote, pass: 20, due: 1d, who: [{role: cfo}]"))

    assert the("votes_above_seats", of_role, PEOPLE).level is Level.WARNING
    assert the("votes_above_seats", template(_vote("4", *_THREE)), PEOPLE).level is Level.ERROR


def test_forks_upon_forks_are_looked_at_once_each() -> None:
    deep = [
        f"{{id: f{at}, kind: parallel, name: f, branches: [{{to: f{at + 1}}}, {{to: f{at + 1}}}]}}"
        for at in range(60)
    ]

    assert said(template(*deep, signed("f60"))) == []


def test_a_leaver_is_nobody_and_without_a_directory_nothing_is_said_of_people() -> None:
    leaver = replace(PEOPLE.people[PersonId("li.na")], active=False)
    later = replace(PEOPLE, people={**PEOPLE.people, leaver.id: leaver})

    assert said(template(signed("a")), later) == [("warning", "nobody", "a")]
    assert said(template(signed("a"))) == []
    assert said(template(signed("a")), Directory()) == []


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([], ["nobody"]),
        ([("2026-01-05T09:00", "2026-01-05T18:00", 1)], ["rota_gap"]),
        ([("2026-01-05T09:00", "2026-01-06T09:00", 1)], []),
    ],
)
def test_a_rota_without_turns_or_with_a_gap_is_warned_of(
    turns: list[tuple[str, str, int]], expected: list[str]
) -> None:
    who = PersonId("li.na")
    on = tuple(Turn(who, datetime.fromisoformat(a), datetime.fromisoformat(b), n) for a, b, n in turns)
    with_rota = replace(PEOPLE, rotas={"ops": Rota("ops", Label("运维值班", "Ops"), ZoneInfo("UTC"), on)})
    of = template(signed("a", "due: 1d, who: [{on_call: ops}]"))
    found = lint(of, with_rota)

    assert [each.code for each in found] == expected
    if expected == ["rota_gap"]:
        assert "「运维值班」在 1月5日 18:00 没人接班" in line(found[0], of).zh


def test_a_title_over_a_field_that_is_not_there() -> None:
    titled = replace(template(signed("a")), title="{budget} {product}")

    assert the("field_unknown", titled).data == {"setting": "title", "field": "product"}


def test_a_finding_names_the_step_and_its_line_in_both_languages() -> None:
    of = template(signed("a"), signed("b", ""))
    said_of = line(the("no_due", of), of)

    assert f"第 {FIRST_LINE + 1} 行 「b」(b)" in said_of.zh
    assert f"line {FIRST_LINE + 1}, “b” (b)" in said_of.en


@pytest.mark.parametrize("source", template_sources().values(), ids=template_sources())
def test_the_demo_templates_have_neither_errors_nor_warnings(source: str) -> None:
    sound: Template = read(source, 1, TYPES)
    directory = read_company(company_source(), ZoneInfo("Asia/Shanghai")).directory

    assert [each for each in lint(sound, directory) if each.level is not Level.INFO] == []


def test_a_title_that_shows_what_a_step_hides_is_warned_of() -> None:
    open_title = template(signed("s1", "due: 1d, hidden: [budget]"))
    assert "title_hidden" not in [code for _, code, _ in said(open_title)]
    found = the("title_hidden", replace(open_title, title="采购 {budget}"))
    assert (found.level, found.step, found.data["field"]) == (Level.WARNING, "s1", "budget")


def test_a_number_prefix_that_another_template_has_is_warned_of() -> None:
    own = template(signed("s1"))
    other = replace(own, id="other", name=Label("差旅", "Travel"))
    (shared,) = (each for each in lint(own, None, [own, other]) if each.code == "prefix_shared")
    assert shared.level is Level.WARNING
    assert "已被「差旅」使用" in sentence(shared, own).zh
    assert "“Travel” has the number prefix" in sentence(shared, own).en
    assert not [each for each in lint(own, None, [own]) if each.code == "prefix_shared"]
