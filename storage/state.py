"""A process as JSON text and back. Its template is not in it: that is kept once, by id and version."""

from __future__ import annotations

from msgspec.json import Decoder, Encoder
from msgspec.structs import astuple

from engine.process import Process, State
from engine.template import Template

_encode = Encoder().encode
_decode = Decoder(State).decode


def state_of(process: Process) -> str:
    """What is as by default is left out; so a state stored before a field was invented is still read."""
    *state, _template = astuple(process)
    return _encode(State(*state)).decode()


def process_from(state: str, template: Template) -> Process:
    """Raises msgspec.ValidationError for what is no state."""
    return Process(*astuple(_decode(state)), template=template)
