"""BPMN 2.0 in and out: drawings of other tools become templates, templates become drawings."""

from engine.formats.bpmn.read import Imported, imported, read
from engine.formats.bpmn.write import write

__all__ = ["Imported", "imported", "read", "write"]
