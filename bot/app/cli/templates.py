"""`tuitui template …`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app.cli.database import current_database
from bot.app.cli.running import say, tell
from bot.app.clock import Clock
from bot.app.core import open_core
from bot.app.failure import CommandFailed
from bot.app.found import step_types
from bot.app.settings import Settings
from bot.messages import Text, same
from bot.present.lint import line
from bot.present.what_if import report
from engine.errors import NotFound, TemplateInvalid
from engine.formats.documents import Brought, Formats, newest
from engine.lint import errors, lint
from engine.people import Directory, Label
from engine.simulation import simulate as what_if
from engine.template import START
from storage.people import People
from storage.queries.ended import ended_histories
from storage.queries.events import EventQueries
from storage.queries.processes import ProcessQueries
from storage.templates import TemplateStore


def list_all(_chosen: argparse.Namespace, settings: Settings) -> None:
    with _templates(settings) as templates:
        for each in templates.current():
            say(f"{each.id}\tv{each.version}\t{each.prefix}\t{_said(each.name, settings)}")


def show(chosen: argparse.Namespace, settings: Settings) -> None:
    with _templates(settings) as templates, _named(chosen.id):
        version = templates.version(chosen.id, chosen.version)
        template = templates.read(version.id, version.version)
    say(f"{template.id} v{template.version}  {_said(template.name, settings)}  {template.prefix}-…")
    say(_said(template.about, settings))
    for field in template.fields:
        say(f"  [{field.id}] {_said(field.label, settings)}")
    for step in template.steps.values():
        if step.id != START:
            after = ", ".join(str(flow.to) for flow in step.flows)
            say(f"  {step.id}  {step.kind}  {_said(step.name, settings)} → {after}")


def export(chosen: argparse.Namespace, settings: Settings) -> None:
    with _templates(settings) as templates, _named(chosen.id):
        version = templates.version(chosen.id, chosen.version)
        template = templates.read(version.id, version.version)
        formats = Formats(step_types())
        is_drawn = chosen.format == "bpmn"
        older = newest((each.source for each in templates.versions(chosen.id)), drawn=is_drawn)
        write = formats.as_bpmn if is_drawn else formats.as_yaml
        say(write(version.source, template, older).rstrip("\n"))


def validate(chosen: argparse.Namespace, settings: Settings) -> bool:
    with _company(settings) as directory:
        return len(_brought(chosen.files, directory, settings)) == len(chosen.files)


def publish(chosen: argparse.Namespace, settings: Settings) -> None:
    """All files or none."""
    with _company(settings) as directory:
        brought = _brought(chosen.files, directory, settings)
    if len(brought) < len(chosen.files):
        raise CommandFailed(Text(zh="没有发布任何模板。", en="No template was published."))
    with _templates(settings) as templates:
        for each in brought:
            template = each.template
            version = templates.publish(template.id, each.source, Clock().now())
            tell(
                Text(
                    zh=f"{template.name.zh}({template.id})现为第 {version} 版。",
                    en=f"{template.name.en} ({template.id}) is at version {version} now.",
                ),
                settings,
            )


def simulate(chosen: argparse.Namespace, settings: Settings) -> None:
    """Finished processes replayed through FILE, or through the present version."""
    with current_database(settings) as database, _named(chosen.id):
        core = open_core(settings, database=database)
        published = template = core.templates.read(chosen.id, core.templates.version(chosen.id).version)
        if chosen.file is not None:
            brought = _brought([chosen.file], core.people.directory(), settings)
            if not brought:
                raise CommandFailed(Text(zh="没有试算。", en="Nothing was simulated."))
            template = brought[0].template
        processes, events = ProcessQueries(core.database, core.templates.read), EventQueries(core.database)
        histories = ended_histories(processes, events, chosen.id, _REPLAYED)
        found = what_if(template, histories, core.world(), published)
        for line in report(found, template, core.people.directory(), published):
            say(line.said_in(settings.language))


_REPLAYED = 200


@contextmanager
def _templates(settings: Settings) -> Iterator[TemplateStore]:
    with current_database(settings) as database:
        yield TemplateStore(database, Formats(step_types()).read)


@contextmanager
def _company(settings: Settings) -> Iterator[Directory]:
    """Who a drawing's lanes and groups may be."""
    with current_database(settings) as database:
        yield People(database).directory()


@contextmanager
def _named(template: str) -> Iterator[None]:
    try:
        yield
    except NotFound as error:
        raise CommandFailed(
            Text(
                zh=f"没有模板 {template};tuitui template list 列出全部。",
                en=f"There is no template {template}; tuitui template list shows all.",
            )
        ) from error


def _brought(files: list[Path], directory: Directory, settings: Settings) -> list[Brought]:
    """Those that are templates without errors; every file is checked and told about."""
    return [found for file in files if (found := _bring(file, directory, settings))]


def _bring(file: Path, directory: Directory, settings: Settings) -> Brought | None:
    try:
        brought = Formats(step_types()).bring(_read(file), directory, str(file))
    except TemplateInvalid as error:
        tell(same(str(error)), settings)
        return None
    passes = _linted(brought, directory, file, settings)
    for each in brought.findings:
        tell(
            Text(zh=f"  {each.place}:{each.what.zh}", en=f"  {each.place}: {each.what.en}"),
            settings,
        )
    return brought if passes else None


def _linted(brought: Brought, directory: Directory, file: Path, settings: Settings) -> bool:
    """Tells what was found; whether the template may be published."""
    with _templates(settings) as store:
        findings = lint(brought.template, directory, store.known())
    refused = bool(errors(findings))
    steps = len(brought.template.steps) - 1
    if refused:
        tell(
            Text(zh=f"{file}:有错误,不能发布。", en=f"{file}: has errors and cannot be published."), settings
        )
    else:
        tell(Text(zh=f"{file}:没有错误,{steps} 步。", en=f"{file}: fine, {steps} steps."), settings)
    for each in findings:
        words = line(each, brought.template)
        tell(Text(zh=f"  {words.zh}", en=f"  {words.en}"), settings)
    return not refused


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise CommandFailed(Text(zh=f"没有 {file} 这个文件。", en=f"There is no file {file}.")) from error
    except OSError as error:
        raise CommandFailed(
            Text(zh=f"读不了 {file}:{error.strerror}。", en=f"Cannot read {file}: {error.strerror}.")
        ) from error


def _said(label: Label, settings: Settings) -> str:
    return Text(zh=label.zh, en=label.en).said_in(settings.language)
