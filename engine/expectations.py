"""What was expected where data did not fit a model: pydantic's findings in people's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.people import Label

_FIXED: Mapping[str, Label] = {
    "missing": Label("必须填写,现在没有", "a value; it is missing"),
    "string_type": Label("文字", "text"),
    "string_too_short": Label("文字,不能为空", "text that is not empty"),
    "bool_type": Label("true 或 false", "true or false"),
    "bool_parsing": Label("true 或 false", "true or false"),
    "int_type": Label("整数", "a whole number"),
    "int_parsing": Label("整数", "a whole number"),
    "int_from_float": Label("整数", "a whole number"),
    "float_type": Label("数字", "a number"),
    "float_parsing": Label("数字", "a number"),
    "decimal_parsing": Label("数字", "a number"),
    "list_type": Label("一个列表", "a list"),
    "tuple_type": Label("一个列表", "a list"),
    "dict_type": Label("若干“名称: 值”", "names with values"),
    "mapping_type": Label("若干“名称: 值”", "names with values"),
    "model_type": Label("若干“名称: 值”", "names with values"),
    "model_attributes_type": Label("若干“名称: 值”", "names with values"),
    "time_delta_type": Label("一段时间,例如 P1D 或 PT2H", "a length of time such as P1D or PT2H"),
    "time_delta_parsing": Label("一段时间,例如 P1D 或 PT2H", "a length of time such as P1D or PT2H"),
    "datetime_parsing": Label("带时区的时刻(ISO 8601)", "a moment with its zone (ISO 8601)"),
    "datetime_from_date_parsing": Label("带时区的时刻(ISO 8601)", "a moment with its zone (ISO 8601)"),
    "timezone_aware": Label("带时区的时刻(ISO 8601)", "a moment with its zone (ISO 8601)"),
    "date_parsing": Label("日期,例如 2026-12-20", "a date such as 2026-12-20"),
    "date_from_datetime_parsing": Label("日期,例如 2026-12-20", "a date such as 2026-12-20"),
}


def expected(error: Mapping[str, Any], known: Sequence[str] = ()) -> Label:
    """Of one of `ValidationError.errors()`; `known` are the fields there are, where one was not known."""
    kind, context = error["type"], error.get("ctx", {})
    if found := _FIXED.get(kind):
        return found
    match kind:
        case "extra_forbidden":
            names = ", ".join(sorted(known))
            return Label(
                f"没有这个字段{f';可用的有 {names}' if names else ''}",
                f"no such field{f'; there are {names}' if names else ''}",
            )
        case "enum" | "literal_error":
            options = str(context["expected"]).replace("'", "")
            return Label(f"其中之一:{options.replace(' or ', ', ')}", f"one of {options}")
        case "string_pattern_mismatch":
            shape = _SHAPES.get(context["pattern"])
            return shape or Label(
                f"符合 {context['pattern']} 的文字", f"text of the form {context['pattern']}"
            )
        case "string_too_long":
            return Label(f"最多 {context['max_length']} 个字", f"at most {context['max_length']} characters")
        case "json_invalid":
            return Label(f"JSON;{context['error']}", f"JSON; {context['error']}")
        case "value_error":
            words = str(context["error"])
            return Label(words, words)
        case _:
            words = str(error["msg"])
            return Label(words, words[:1].lower() + words[1:])


_SHAPES: Mapping[str, Label] = {
    r"^[a-z][a-z0-9_]{0,39}$": Label(
        "小写字母开头,只含小写字母、数字和 _", "lower-case letters, digits and _, beginning with a letter"
    ),
    r"^[A-Z]{2,4}$": Label("2 到 4 个大写字母", "2 to 4 capital letters"),
    r"^\d{1,4}(d|h|m)$": Label("工作时间,例如 2d、4h、30m", "working time such as 2d, 4h or 30m"),
}
