"""FEEL, JUEL and plain comparisons → a tree, by recursive descent: or, and, not, comparisons, sums."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.formats.expressions.tree import (
    Call,
    Expression,
    Not,
    NotTranslated,
    Pair,
    Value,
    Variable,
    Within,
)

MAX_LENGTH = 1000
MAX_DEPTH = 40
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d+)?)
  | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|“[^”]*”|‘[^’]*’)
  | (?P<sign>&&|\|\||==|!=|<>|<=|>=|≤|≥|≠|\.\.|[=<>!+\-*/%()\[\],?:{}])
  | (?P<name>[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*)
  )""",
    re.VERBOSE,
)
_SAME = {
    "and": "&&",
    "or": "||",
    "eq": "==",
    "ne": "!=",
    "neq": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "=": "==",
    "<>": "!=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}
_COMPARE = ("==", "!=", "<", "<=", ">", ">=")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
_METHODS = ("contains", "startsWith", "endsWith")
_TWO_WORDS = {("list", "contains"): "in", ("starts", "with"): "startsWith", ("ends", "with"): "endsWith"}
_CONSTANTS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "True": True,
    "False": False,
}


def parse(source: str) -> Expression:
    """Raises NotTranslated."""
    text = bare(source)
    if not text:
        raise NotTranslated("an empty condition")
    if len(text) > MAX_LENGTH:
        raise NotTranslated(f"a condition of more than {MAX_LENGTH} characters")
    parser = _Parser(_tokens(text))
    tree = parser.disjunction()
    parser.finish()
    return tree


def bare(source: str) -> str:
    """Without the marks around it: `${…}`, `#{…}` or a leading `=`."""
    text = source.strip()
    marked = re.fullmatch(r"[$#]\{(.*)\}", text, re.DOTALL)
    if marked and "${" not in marked[1]:
        return marked[1].strip()
    return text[1:].strip() if text.startswith("=") and not text.startswith("==") else text


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if not match:
            raise NotTranslated(f"{text[place:].strip()[:20]!r}")
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        place = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._place, self._depth = tokens, 0, 0

    def finish(self) -> None:
        if self._place < len(self._tokens):
            raise NotTranslated(f"{self._tokens[self._place][1]!r} at this place")

    def disjunction(self) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotTranslated(f"parentheses more than {MAX_DEPTH} deep")
        tree = self._chain("||", lambda: self._chain("&&", self._negation))
        self._depth -= 1
        return tree

    def _chain(self, op: str, part: Callable[[], Expression]) -> Expression:
        tree = part()
        while self._word() == op:
            self._place += 1
            tree = Pair(op, tree, part())
        return tree

    def _negation(self) -> Expression:
        negated = False
        while self._word() in ("!", "not"):
            self._place += 1
            negated = not negated
        tree = self._comparison()
        return Not(tree) if negated else tree

    def _comparison(self) -> Expression:
        tree = self._sum()
        word = self._word()
        if word in _COMPARE:
            self._place += 1
            return Pair(word, tree, self._sum())
        if word == "between":
            self._place += 1
            low = self._sum()
            self._expect("&&")
            return Pair("&&", Pair(">=", tree, low), Pair("<=", tree, self._sum()))
        if word == "in":
            self._place += 1
            return self._within(tree)
        return tree

    def _within(self, of: Expression) -> Expression:
        opened = self._word()
        if opened not in ("(", "[", "]", "{"):
            return Pair("==", of, self._sum())
        self._place += 1
        if self._word() in _COMPARE:  # FEEL's unary test: `in (> 5)`
            op = self._next()[1]
            test = Pair(_SAME.get(op, op), of, self._sum())
            self._expect(")")
            return test
        values = [self._sum()]
        if self._takes(".."):
            return self._range(of, opened, values[0])
        while self._takes(","):
            values.append(self._sum())
        if self._next()[1] not in (")", "]", "}"):
            raise NotTranslated("a list without its end")
        return Within(of, tuple(values))

    def _range(self, of: Expression, opened: str, low: Expression) -> Expression:
        high = self._sum()
        closed = self._next()[1]
        if closed not in (")", "]", "["):
            raise NotTranslated("a range without its end")
        above, below = (">=" if opened == "[" else ">"), ("<=" if closed == "]" else "<")
        return Pair("&&", Pair(above, of, low), Pair(below, of, high))

    def _sum(self) -> Expression:
        tree = self._product()
        while self._word() in ("+", "-"):
            tree = Pair(self._next()[1], tree, self._product())
        return tree

    def _product(self) -> Expression:
        tree = self._single()
        while self._word() in ("*", "/", "%", "div", "mod"):
            op = self._next()[1]
            if op != "*":
                raise NotTranslated("division, which whole numbers round in CEL")
            tree = Pair("*", tree, self._single())
        return tree

    def _single(self) -> Expression:
        kind, text = self._next()
        if kind == "number":
            return Value(float(text) if "." in text else int(text))
        if kind == "text":
            return Value(_unquoted(text))
        if text == "(":
            tree = self.disjunction()
            self._expect(")")
            return tree
        if text == "-":
            kind, digits = self._next()
            if kind != "number":
                raise NotTranslated("a minus before anything but a number")
            return Value(-float(digits) if "." in digits else -int(digits))
        if kind == "name":
            return self._named(text)
        raise NotTranslated(f"{text!r} at this place")

    def _named(self, name: str) -> Expression:
        if name in _CONSTANTS:
            return Value(_CONSTANTS[name])
        if (name, self._word()) in _TWO_WORDS:
            return self._spoken(_TWO_WORDS[name, self._next()[1]])
        if name == "empty":
            return Pair("==", self._single(), Value(""))
        if self._word() != "(":
            return Variable(name)
        of, _, method = name.rpartition(".")
        if name in ("execution.getVariable", "getVariable"):
            return Variable(self._text_argument())
        if name == "date":
            return _date(self._text_argument())
        if name in ("not", "contains"):
            return self._function(name)
        if of:
            return self._method(Variable(of), method)
        raise NotTranslated(f"the call {name}(…)")

    def _spoken(self, method: str) -> Expression:
        """FEEL's functions of two words: `list contains(["a", "b"], kind)`, `starts with(no, "A")`."""
        self._expect("(")
        if method != "in":
            first = self.disjunction()
            self._expect(",")
            found: Expression = Call(first, method, self.disjunction())
        else:
            self._expect("[")
            values = [self._sum()]
            while self._takes(","):
                values.append(self._sum())
            self._expect("]")
            self._expect(",")
            found = Within(self._sum(), tuple(values))
        self._expect(")")
        return found

    def _function(self, name: str) -> Expression:
        self._expect("(")
        first = self.disjunction()
        if name == "not":
            self._expect(")")
            return Not(first)
        self._expect(",")
        second = self.disjunction()
        self._expect(")")
        return Call(first, "contains", second)

    def _method(self, of: Expression, method: str) -> Expression:
        if method not in (*_METHODS, "equals"):
            raise NotTranslated(f"the method call .{method}(…)")
        self._expect("(")
        argument = self.disjunction()
        self._expect(")")
        return Pair("==", of, argument) if method == "equals" else Call(of, method, argument)

    def _text_argument(self) -> str:
        self._expect("(")
        kind, text = self._next()
        if kind != "text":
            raise NotTranslated("a call with anything but a text")
        self._expect(")")
        return _unquoted(text)

    def _word(self) -> str:
        """What comes next, operators in CEL's spelling; empty at the end."""
        if self._place >= len(self._tokens):
            return ""
        kind, text = self._tokens[self._place]
        return "" if kind == "text" else _SAME.get(text.lower() if kind == "name" else text, text)

    def _takes(self, sign: str) -> bool:
        found = self._word() == sign
        self._place += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise NotTranslated(f"{sign!r} is missing")

    def _next(self) -> tuple[str, str]:
        if self._place >= len(self._tokens):
            raise NotTranslated("a condition that breaks off")
        self._place += 1
        return self._tokens[self._place - 1]


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _date(text: str) -> Value:
    found = _DATE.match(text)
    if not found:
        raise NotTranslated(f"the date {text!r}")
    return Value(found[0], is_date=True)
