"""A template as a document, in whichever format: what comes in, what is kept, what goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.errors import Flaw, TemplateInvalid
from engine.formats.bpmn.findings import Finding
from engine.people import Directory
from engine.step import StepType
from engine.template import Template


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that was brought in, and the text that is kept of it.

    A drawing is kept as we write it, with our own words for what lanes and expressions meant on that day and
    with its picture as it was drawn: a published version must not change its meaning with the directory.
    """

    template: Template
    source: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Formats:
    """YAML and BPMN 2.0; which it is shows by the first character.

    Each is loaded with the first document in it: whoever only hands templates on needs neither.
    """

    types: Mapping[str, StepType]

    def read(self, source: str, version: int, name: str = "template.yaml") -> Template:
        """A text that was kept. Raises TemplateInvalid."""
        if is_xml(source):
            from engine.formats.bpmn.read import read  # noqa: PLC0415 - as above
        else:
            from engine.formats.yaml import read  # noqa: PLC0415 - as above
        return read(source, version, self.types, name)

    def bring(self, data: bytes, directory: Directory | None, name: str) -> Brought:
        """A document from outside. Raises TemplateInvalid with everything that must be settled first."""
        if is_xml(data):
            from engine.formats.bpmn.read import imported  # noqa: PLC0415 - as above
            from engine.formats.bpmn.write import write  # noqa: PLC0415 - as above

            found = imported(data, self.types, directory)
            if found.template is None or found.errors:
                raise TemplateInvalid(name, tuple(each.as_flaw() for each in found.errors))
            return Brought(found.template, write(found.template, found.places), found.findings)
        from engine.formats.yaml import read  # noqa: PLC0415 - as above

        try:
            source = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            flaw = Flaw("", "text in UTF-8", data[: error.start].count(b"\n") + 1)
            raise TemplateInvalid(name, (flaw,)) from error
        return Brought(read(source, 0, self.types, name), source)

    def as_yaml(self, source: str, template: Template, older: str = "") -> str:
        """The text as it was written, or the drawing as YAML with the comments of an `older` text."""
        if not is_xml(source):
            return source
        from engine.formats.yaml_out import write  # noqa: PLC0415 - as above

        return self.commented(write(template, self.types), older)

    def commented(self, text: str, older: str) -> str:
        """A text written anew, with the comments of an `older` one of the same template."""
        if not older:
            return text
        from engine.formats.comments import carried  # noqa: PLC0415 - as above

        return carried(text, older)

    def as_bpmn(self, source: str, template: Template, drawn: str = "") -> str:
        """The drawing as it is kept, or one made of the text that stays close to an older one, `drawn`."""
        if is_xml(source):
            return source
        from engine.formats.bpmn.drawing import Places  # noqa: PLC0415 - as above
        from engine.formats.bpmn.read import imported  # noqa: PLC0415 - as above
        from engine.formats.bpmn.write import write  # noqa: PLC0415 - as above

        return write(template, imported(drawn, self.types).places if drawn else Places())


def newest(sources: Iterable[str], *, drawn: bool) -> str:
    """Of a template's versions, newest first, the one that was drawn or written; empty when none was."""
    return next((each for each in sources if is_xml(each) is drawn), "")


def is_xml(source: str | bytes) -> bool:
    """In UTF-16 the sign is beside a zero byte."""
    if isinstance(source, str):
        return source.lstrip("\ufeff \t\r\n").startswith("<")
    return source[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")
