"""What can be commanded. Each command names its function, imported when it is run."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path

Subparsers = argparse._SubParsersAction  # argparse has no public name for it


def later(target: str) -> Callable[[argparse.Namespace], int]:
    """`module:function` of `bot.app.cli`, called with the arguments and the settings."""
    module, _, function = target.partition(":")

    def run(chosen: argparse.Namespace) -> int:
        running = importlib.import_module("bot.app.cli.running")
        command = getattr(importlib.import_module(f"bot.app.cli.{module}"), function)
        status: int = running.run(command, chosen)
        return status

    return run


def register(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    _parts(subparsers)
    _templates(subparsers)
    _people_and_keys(subparsers)
    _service(subparsers)


def _parts(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    up = subparsers.add_parser("up", help="all parts in one process tree")
    up.add_argument("--workers", type=int, default=2, metavar="N", help="worker processes (2)")
    up.set_defaults(run=later("parts:up"))
    chat = subparsers.add_parser("chat", help="talk to the assistant in this terminal")
    chat.add_argument("--as", dest="person", required=True, metavar="USER", help="a person's id, as liu.yang")
    chat.set_defaults(run=later("chat:chat"))
    web = subparsers.add_parser("web", help="the web part alone")
    web.set_defaults(run=later("parts:web"))
    worker = subparsers.add_parser("worker", help="a worker alone")
    worker.add_argument(
        "--name", help="unique, and the same after a restart: it then resumes its work at once"
    )
    worker.set_defaults(run=later("parts:worker"))
    scheduler = subparsers.add_parser("scheduler", help="the scheduler alone; of several, one is active")
    scheduler.set_defaults(run=later("parts:scheduler"))


def _templates(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    template = subparsers.add_parser("template", help="process templates")
    commands = template.add_subparsers(dest="template_command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="what can be started").set_defaults(run=later("templates:list_all"))
    for name, words in (("show", "a template's steps"), ("export", "its source, on standard output")):
        command = commands.add_parser(name, help=words)
        command.add_argument("id", metavar="ID")
        command.add_argument("--version", type=int, metavar="N", help="the newest one when left out")
        if name == "export":
            command.add_argument("--format", choices=("yaml", "bpmn"), default="yaml")
        command.set_defaults(run=later(f"templates:{name}"))
    for name, words in (
        ("validate", "whether files are templates; each flaw with its line"),
        ("import", "check files and publish them"),
        ("publish", "the same as import"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("files", nargs="+", type=Path, metavar="FILE")
        command.set_defaults(run=later("templates:validate" if name == "validate" else "templates:publish"))
    simulate = commands.add_parser("simulate", help="replay what is finished through a changed template")
    simulate.add_argument("id", metavar="ID")
    simulate.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the changed template")
    simulate.set_defaults(run=later("templates:simulate"))


def _people_and_keys(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    people = subparsers.add_parser("people", help="the company directory")
    commands = people.add_subparsers(dest="people_command", required=True, metavar="COMMAND")
    imported = commands.add_parser("import", help="make a YAML or JSON file the directory")
    imported.add_argument("file", type=Path, metavar="FILE")
    imported.set_defaults(run=later("people:import_file"))
    key = subparsers.add_parser("apikey", help="keys of the open API")
    commands = key.add_subparsers(dest="apikey_command", required=True, metavar="COMMAND")
    create = commands.add_parser("create", help="a new key, printed once and kept only as a hash")
    create.add_argument("name", metavar="NAME")
    create.add_argument(
        "--scope",
        action="extend",
        nargs="+",
        choices=("read", "act", "chat", "hook"),
        default=[],
        help="what the key may do; everything when left out",
    )
    create.set_defaults(run=later("api_keys:create"))
    commands.add_parser("list", help="names, scopes, last use").set_defaults(run=later("api_keys:list_all"))
    revoke = commands.add_parser("revoke", help="make a key useless, at once")
    revoke.add_argument("name", metavar="NAME")
    revoke.set_defaults(run=later("api_keys:revoke"))


def _service(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    plugin = subparsers.add_parser("plugin", help="platforms, intents, charts and step types")
    commands = plugin.add_subparsers(dest="plugin_command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="what was found").set_defaults(run=later("plugins:list_all"))
    doctor = subparsers.add_parser("doctor", help="what is wrong, and how to mend it")
    doctor.set_defaults(run=later("doctor:doctor"))
    database = subparsers.add_parser("db", help="the database")
    commands = database.add_subparsers(dest="db_command", required=True, metavar="COMMAND")
    upgrade = commands.add_parser("upgrade", help="bring the tables to the newest revision")
    upgrade.set_defaults(run=later("data:upgrade"))
    backup = subparsers.add_parser("backup", help="everything into one file, while it runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=later("data:backup"))
    restore = subparsers.add_parser("restore", help="everything from a backup; stop `tuitui up` before")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--force", action="store_true", help="even if that replaces what is there")
    restore.set_defaults(run=later("data:restore"))
