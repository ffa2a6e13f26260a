"""`tuitui template …`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bot.app.cli.database import current_database
from bot.app.cli.running import say, tell
from bot.app.clock import Clock
from bot.app.failure import CommandFailed
from bot.app.found import step_types
from bot.app.settings import Settings
from bot.messages import Text, same
from engine.errors import NotFound, TemplateInvalid
from engine.formats import yaml
from engine.people import Label
from engine.step import StepType
from engine.template import START, Template
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
        say(templates.version(chosen.id, chosen.version).source.rstrip("\n"))


def validate(chosen: argparse.Namespace, settings: Settings) -> bool:
    parse = _parse_as(step_types())
    return not _invalid(chosen.files, parse, settings)


def publish(chosen: argparse.Namespace, settings: Settings) -> None:
    """All files or none."""
    parse = _parse_as(step_types())
    if _invalid(chosen.files, parse, settings):
        raise CommandFailed(Text(zh="没有发布任何模板。", en="No template was published."))
    with _templates(settings) as templates:
        for file in chosen.files:
            source = _read(file)
            template = parse(source, 0, str(file))
            version = templates.publish(template.id, source, Clock().now())
            tell(
                Text(
                    zh=f"{template.name.zh}({template.id})现为第 {version} 版。",
                    en=f"{template.name.en} ({template.id}) is at version {version} now.",
                ),
                settings,
            )


def simulate(chosen: argparse.Namespace, _settings: Settings) -> None:
    raise CommandFailed(
        Text(
            zh=f"试走 {chosen.id} 这项功能还没有做好;现在可以用 tuitui template show {chosen.id} 查看步骤。",
            en=f"Simulating {chosen.id} is not there yet; tuitui template show {chosen.id} lists its steps.",
        )
    )


@contextmanager
def _templates(settings: Settings) -> Iterator[TemplateStore]:
    types = step_types()
    with current_database(settings) as database:
        yield TemplateStore(database, partial(yaml.read, types=types))


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


def _parse_as(types: dict[str, StepType]) -> Callable[[str, int, str], Template]:
    return lambda source, version, name: yaml.read(source, version, types, name)


def _invalid(files: list[Path], parse: Callable[[str, int, str], Template], settings: Settings) -> list[Path]:
    """Which are not templates; every file is checked and told about."""
    return [file for file in files if not _is_valid(file, parse, settings)]


def _is_valid(file: Path, parse: Callable[[str, int, str], Template], settings: Settings) -> bool:
    try:
        template = parse(_read(file), 0, str(file))
    except TemplateInvalid as error:
        tell(same(str(error)), settings)
        return False
    steps = len(template.steps) - 1
    tell(Text(zh=f"{file}:没有问题,{steps} 步。", en=f"{file}: fine, {steps} steps."), settings)
    return True


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed(Text(zh=f"读不了 {file}:{error}", en=f"Cannot read {file}: {error}")) from error


def _said(label: Label, settings: Settings) -> str:
    return Text(zh=label.zh, en=label.en).said_in(settings.language)
