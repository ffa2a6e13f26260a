"""XML as a tree with lines, without what can harm: no DOCTYPE, no entities, bounded size and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_ELEMENTS = 20_000
_CHINESE = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](gb2312|gbk|gb18030)["']""", re.IGNORECASE)
_IMPOSSIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # XML 1.0 has no word for these
_SEPARATOR = "\n"  # between a name's space and itself: neither can hold one


class XmlRefused(ValueError):
    """Not XML, or XML that is not taken; the message is an English sentence of what was expected."""

    def __init__(self, expected: str, line: int | None = None) -> None:
        super().__init__(expected)
        self.expected, self.line = expected, line


@dataclass(slots=True)
class Element:
    """`space` is the namespace's URI; attributes in a namespace are keyed `URI name`, others by name."""

    space: str
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""
    line: int = 0

    def get(self, name: str, space: str = "") -> str:
        """An attribute without the space around it; empty when it is not there."""
        return self.attributes.get(f"{space} {name}" if space else name, "").strip()

    def all(self, name: str, space: str | None = None) -> Iterator[Element]:
        """Children by local name."""
        for each in self.children:
            if each.name == name and (space is None or each.space == space):
                yield each

    def first(self, name: str, space: str | None = None) -> Element | None:
        return next(self.all(name, space), None)

    def walk(self) -> Iterator[Element]:
        """Itself and everything below, in the document's order."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.children))


def parse(source: bytes | str) -> Element:
    """The root element. Raises XmlRefused."""
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise XmlRefused(f"at most {MAX_BYTES // 1_000_000} MB of XML")
    encoding = "utf-8" if isinstance(source, str) else None
    if encoding is None and _CHINESE.match(data):  # expat itself knows no Chinese encoding
        data, encoding = _from_chinese(data), "utf-8"
    tree = _Tree()
    parser = expat.ParserCreate(encoding, _SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = tree.refuse_doctype
    parser.EntityDeclHandler = tree.refuse_doctype
    parser.StartElementHandler = lambda name, given: tree.start(name, given, parser.CurrentLineNumber)
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlRefused(f"well-formed XML; {expat.ErrorString(error.code)}", error.lineno) from error
    except (LookupError, ValueError) as error:
        if isinstance(error, XmlRefused):
            raise XmlRefused(error.expected, error.line or parser.CurrentLineNumber) from error
        raise XmlRefused("XML in UTF-8, UTF-16 or GB18030") from error
    if tree.root is None:
        raise XmlRefused("an XML document")
    return tree.root


class _Tree:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def refuse_doctype(self, *_: object) -> None:
        raise XmlRefused("XML without a DOCTYPE, entities or references to other files")

    def start(self, name: str, given: dict[str, str], line: int) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise XmlRefused(f"at most {MAX_ELEMENTS} elements", line)
        if len(self._open) >= MAX_DEPTH:
            raise XmlRefused(f"elements nested at most {MAX_DEPTH} deep", line)
        space, _, local = name.rpartition(_SEPARATOR)
        attributes = {key.replace(_SEPARATOR, " "): value for key, value in given.items()}
        element = Element(space, local, attributes, line=line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        self._open[-1].text += text


def _from_chinese(data: bytes) -> bytes:
    try:
        return data.decode("gb18030").encode()
    except UnicodeDecodeError as error:
        raise XmlRefused("XML in the encoding that its first line names") from error


def escaped(text: str) -> str:
    """For an attribute in double quotes; what XML cannot hold is left out."""
    quoted = as_text(text).replace('"', "&quot;")
    return quoted.replace("\n", "&#10;").replace("\t", "&#9;")


def as_text(text: str) -> str:
    """For what stands within an element."""
    clean = _IMPOSSIBLE.sub("", text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        clean = clean.replace(character, entity)
    return clean


def tag(name: str, attributes: dict[str, str], *inside: str) -> str:
    """An element as text; `inside` is markup already. Attributes that are empty are left out."""
    opened = name + "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items() if value)
    return f"<{opened}>{''.join(inside)}</{name}>" if inside else f"<{opened}/>"
