"""Drafts over HTTP, for the designer page and for other systems alike: read, keep, compare, publish.

What examines and replays them is loaded by the first who asks: the web part starts without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from bot.messages import Language, Text
from engine.errors import NotFound, TemplateInvalid
from engine.formats.bpmn.findings import Finding, Level
from engine.formats.documents import is_xml, newest
from engine.people import Label
from engine.template import Template
from storage.drafts import Draft
from storage.queries.ended import ended_histories
from storage.templates import TemplateStatus
from webhook.api.templates import with_errors
from webhook.parts import HttpParts
from webhook.problems import Problem

if TYPE_CHECKING:
    from engine.formats.differences import Change
    from engine.simulation import Report

REPLAYED = 100  # finished processes, while somebody waits
_NO_DRAFT = Text(zh="这个模板没有草稿。", en="This template has no draft.")
_OTHER = Text(
    zh="图里写的模板编号和这份草稿的不一样;请在「流程」面板里改成一致。",
    en="The drawing names another template id than this draft; make them the same in the process panel.",
)


@dataclass(frozen=True, slots=True)
class Examined:
    """`template` is None while the document does not make one."""

    template: Template | None
    findings: tuple[Finding, ...]

    @property
    def fit(self) -> bool:
        return self.template is not None and all(each.level is not Level.ERROR for each in self.findings)


def examine(source: bytes | str, parts: HttpParts) -> Examined:
    """What a reader would say of it, as findings by element; nothing is refused for being unfinished."""
    formats = parts.workflow.formats
    if is_xml(source):
        from engine.formats.bpmn.read import imported  # noqa: PLC0415 - see above

        found = imported(source, formats.types, parts.directory())
        return _with_lint(found.template, found.findings, parts)
    data = source if isinstance(source, bytes) else source.encode()
    try:
        return _with_lint(formats.bring(data, parts.directory(), "template").template, (), parts)
    except TemplateInvalid as error:
        return Examined(
            None,
            tuple(
                Finding(Level.ERROR, flaw.where, "", Label(flaw.expected, flaw.expected), flaw.line)
                for flaw in error.flaws
            ),
        )


def _with_lint(template: Template | None, known: tuple[Finding, ...], parts: HttpParts) -> Examined:
    if template is None:
        return Examined(None, known)
    return Examined(template, (*known, *_linted(template, parts)))


def _linted(template: Template, parts: HttpParts) -> tuple[Finding, ...]:
    from bot.present.lint import sentence  # noqa: PLC0415 - see above
    from engine.lint import lint  # noqa: PLC0415 - see above

    found = []
    for each in lint(template, parts.directory(), parts.workflow.templates.known()):
        words, step = sentence(each, template), each.step
        name = template.step(step).name.zh if step else ""
        what = Label(words.zh, words.en)
        found.append(Finding(Level(each.level.value), step or "", name, what, each.line))
    return tuple(found)


def current(template: str, parts: HttpParts) -> Template | None:
    """The newest published version."""
    for each in parts.workflow.templates.versions(template):
        if each.status is TemplateStatus.PUBLISHED:
            return parts.workflow.templates.read(template, each.version)
    return None


def draft_of(template: str, parts: HttpParts) -> Draft:
    """Raises Problem 404."""
    found = parts.workflow.drafts.of(template)
    if found is None:
        raise Problem(404, "not_found", _NO_DRAFT)
    return found


def keep(template: str, source: bytes, author: str | None, parts: HttpParts) -> Examined:
    """Keep a draft, also an unfinished one. Raises TemplateInvalid when it cannot even be read."""
    found = examine(source, parts)
    text = source.decode("utf-8-sig", "replace")
    unread = [each for each in found.findings if each.element in ("XML", "definitions")]
    if is_xml(source) and found.template is None and unread:
        raise TemplateInvalid(template, tuple(each.as_flaw() for each in unread))
    parts.workflow.drafts.keep(Draft(template, text, author, parts.now()))
    return found


def compare(template: str, parts: HttpParts) -> tuple[Change, ...]:
    """The draft against the published version. Raises TemplateInvalid, Problem 404."""
    from engine.formats.differences import differences  # noqa: PLC0415 - see above

    draft = draft_of(template, parts)
    brought = parts.workflow.formats.bring(draft.source.encode(), parts.directory(), template)
    return differences(current(template, parts), brought.template)


def publish(
    template: str, author: str | None, parts: HttpParts, key: str | None = None
) -> tuple[int, tuple[Finding, ...]]:
    """The draft becomes the next version and is gone. Raises TemplateInvalid, Problem 404, 409 and 422.

    Under a `key` it is published once: who asks again, not knowing, is told the same version.
    """
    from engine.lint import errors, lint  # noqa: PLC0415 - see above

    templates = parts.workflow.templates
    if key is not None and (done := templates.published_by(key)) is not None:
        return done.version, ()
    draft = draft_of(template, parts)
    brought = parts.workflow.formats.bring(draft.source.encode(), parts.directory(), template)
    if brought.template.id != template:
        raise Problem(409, "other_template", _OTHER, template=brought.template.id)
    findings = lint(brought.template, parts.directory())
    if refused := errors(findings):
        raise with_errors(brought.template, refused)
    version = templates.publish(template, brought.source, parts.now(), author=author, key=key)
    parts.workflow.drafts.drop(template)
    return version, (*brought.findings, *_linted(brought.template, parts))


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a draft would have meant; `picture` is a PNG for one language."""

    template: Template
    report: Report
    lines: tuple[Text, ...]

    def picture(self, parts: HttpParts, language: Language) -> bytes:
        from charts.what_if import CHART  # noqa: PLC0415 - see above

        return CHART.draw(
            CHART.collect(self.report, self.template, parts.directory(), language=language.value)
        )


def simulate(template: str, parts: HttpParts, most: int = REPLAYED) -> Simulated:
    """The latest finished processes replayed through the draft. Raises TemplateInvalid, Problem 404."""
    from bot.present import what_if  # noqa: PLC0415 - see above
    from engine.simulation import simulate as replay  # noqa: PLC0415 - see above

    draft = draft_of(template, parts)
    found = parts.workflow.formats.bring(draft.source.encode(), parts.directory(), template).template
    histories = ended_histories(parts.workflow.processes, parts.workflow.events, template, most)
    before = current(template, parts)
    report = replay(found, histories, parts.world(), before)
    return Simulated(found, report, tuple(what_if.report(report, found, parts.directory(), before)))


def drawing(template: str, parts: HttpParts) -> str:
    """The published version as BPMN. Raises NotFound."""
    found = current(template, parts)
    if found is None:
        raise NotFound("template", template)
    templates = parts.workflow.templates
    source = templates.version(template, found.version).source
    drawn = newest((each.source for each in templates.versions(template)), drawn=True)
    return parts.workflow.formats.as_bpmn(source, found, drawn)


def told(change: Change) -> dict[str, Any]:
    return {
        "of": change.of,
        "id": change.id,
        "name": both(change.name),
        "how": change.how,
        "setting": change.setting,
        "before": change.before,
        "after": change.after,
    }


def both(label: Label) -> JsonValue:
    return {"zh": label.zh, "en": label.en}


def flagged(finding: Finding) -> dict[str, JsonValue]:
    return {
        "level": finding.level.value,
        "element": finding.element,
        "name": finding.name,
        "what": both(finding.what),
        "line": finding.line,
    }
