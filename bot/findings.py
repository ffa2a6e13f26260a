"""A finding of the doctor: something is well, or it is not and can be mended so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import Language, Text


@dataclass(frozen=True, slots=True)
class Finding:
    about: Text
    says: Text
    is_fine: bool

    def line(self, language: Language) -> str:
        mark = "OK  " if self.is_fine else "!!  "
        return f"{mark}{self.about.said_in(language)}: {self.says.said_in(language)}"


def fine(about: Text, says: Text) -> Finding:
    return Finding(about, says, is_fine=True)


def wrong(about: Text, says: Text) -> Finding:
    """`says` what is wrong and how to mend it."""
    return Finding(about, says, is_fine=False)
