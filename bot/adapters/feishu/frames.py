"""The frames of Feishu's long connection: one protobuf message, written out by hand.

Header {1 key, 2 value}
Frame {1 SeqID, 2 LogID, 3 service, 4 method, 5 headers, 6 payload_encoding, 7 payload_type, 8 payload,
       9 LogIDNew}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

CONTROL, DATA = 0, 1
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_64_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Frame:
    """`method` is CONTROL or DATA. Its numbers are echoed in the answer."""

    method: int
    service: int = 0
    seq_id: int = 0
    log_id: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    payload: bytes = b""
    payload_encoding: str = ""
    payload_type: str = ""
    log_id_new: str = ""


def encode(frame: Frame) -> bytes:
    numbers = ((1, frame.seq_id), (2, frame.log_id), (3, frame.service), (4, frame.method))
    texts = ((6, frame.payload_encoding), (7, frame.payload_type))
    return b"".join(
        (
            *(_number(place, value) for place, value in numbers),
            *(_bytes(5, _bytes(1, k.encode()) + _bytes(2, v.encode())) for k, v in frame.headers.items()),
            *(_bytes(place, value.encode()) for place, value in texts if value),
            _bytes(8, frame.payload) if frame.payload else b"",
            _bytes(9, frame.log_id_new.encode()) if frame.log_id_new else b"",
        )
    )


def decode(data: bytes) -> Frame:
    """Unknown fields are skipped. Raises ValueError."""
    numbers: dict[int, int] = {}
    texts: dict[int, bytes] = {}
    headers: dict[str, str] = {}
    for place, value in _fields(data):
        if isinstance(value, int):
            numbers[place] = value
        elif place == 5:
            header = dict(_fields(value))
            headers[_text(header.get(1, b""))] = _text(header.get(2, b""))
        else:
            texts[place] = value
    return Frame(
        method=numbers.get(4, CONTROL),
        service=numbers.get(3, 0),
        seq_id=numbers.get(1, 0),
        log_id=numbers.get(2, 0),
        headers=headers,
        payload=texts.get(8, b""),
        payload_encoding=_text(texts.get(6, b"")),
        payload_type=_text(texts.get(7, b"")),
        log_id_new=_text(texts.get(9, b"")),
    )


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    position = 0
    while position < len(data):
        key, position = _read(data, position)
        place, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, position = _read(data, position)
            yield place, value
            continue
        if wire == _BYTES:
            length, position = _read(data, position)
        elif wire in (_FIXED32, _FIXED64):
            length = 4 if wire == _FIXED32 else 8
        else:
            raise ValueError(f"wire type {wire}")
        if position + length > len(data):
            raise ValueError("cut off")
        if wire == _BYTES:
            yield place, data[position : position + length]
        position += length


def _read(data: bytes, position: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if position >= len(data):
            raise ValueError("cut off")
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & _64_BITS, position
    raise ValueError("a number of more than ten bytes")


def _number(place: int, value: int) -> bytes:
    return bytes(_varint(place << 3 | _VARINT)) + bytes(_varint(value & _64_BITS))


def _bytes(place: int, value: bytes) -> bytes:
    return bytes(_varint(place << 3 | _BYTES)) + bytes(_varint(len(value))) + value


def _varint(value: int) -> Iterable[int]:
    while value > 0x7F:
        yield value & 0x7F | 0x80
        value >>= 7
    yield value


def _text(value: int | bytes) -> str:
    if not isinstance(value, bytes):
        raise ValueError("a number where a text belongs")
    return value.decode()
