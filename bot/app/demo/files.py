"""The files that the demo company is made of."""

from __future__ import annotations

from importlib import resources

_FOLDER = "bot.app.demo"


def company_source() -> str:
    return resources.files(_FOLDER).joinpath("company.yaml").read_text("utf-8")


def template_sources() -> dict[str, str]:
    """Each template's YAML by its id."""
    folder = resources.files(_FOLDER).joinpath("templates")
    files = sorted(folder.iterdir(), key=lambda each: each.name)
    return {each.name.removesuffix(".yaml"): each.read_text("utf-8") for each in files}
