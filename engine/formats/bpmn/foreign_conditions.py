"""Our conditions in the words that other engines take for an expression: `and`, `or`, `not`, `True`."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(&&|\|\||!(?!=))|\b(true|false|null)\b""")
_CONTAINS = re.compile(r"""\b([a-z_][\w.]*)\.contains\(("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\)""")
_WORDS = {"&&": "and", "||": "or", "!": "not ", "true": "True", "false": "False", "null": "None"}


def as_words(condition: str) -> str:
    """Comparisons read the same in CEL, Python and FEEL; what joins them does not.

    The condition itself is carried beside it, so that nothing depends on this being exact.
    """
    return _CONTAINS.sub(r"(\2 in \1)", _TOKEN.sub(_word, condition))


def _word(found: re.Match[str]) -> str:
    quoted, joined, constant = found.groups()
    return quoted or _WORDS[joined or constant]
