"""The company as the parsers know it, from the directory and the published templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.nlu.lexicon import KnownDepartment, KnownField, KnownPerson, KnownTemplate, Lexicon
from engine.people import Directory, PersonId
from engine.template import Field, Template


def lexicon_of(
    directory: Directory, also: Mapping[PersonId, tuple[str, ...]], templates: Iterable[Template]
) -> Lexicon:
    """`also`: other ways in which a person's job is said (法律顾问 for 法务)."""
    return Lexicon(
        people=tuple(
            KnownPerson(
                id=each.id,
                zh=each.name.zh,
                en=each.name.en,
                titles=tuple(dict.fromkeys((each.title.zh, each.title.en, *also.get(each.id, ())))),
                department=each.department,
                manager=each.manager,
            )
            for each in directory.people.values()
            if each.active
        ),
        departments=tuple(
            KnownDepartment(id=each.id, zh=each.name.zh, en=each.name.en, head=each.head)
            for each in directory.departments.values()
        ),
        templates=tuple(
            KnownTemplate(
                id=each.id,
                prefix=each.prefix,
                zh=each.name.zh,
                en=each.name.en,
                synonyms=each.synonyms,
                fields=tuple(map(_field, each.fields)),
            )
            for each in templates
        ),
    )


def _field(field: Field) -> KnownField:
    return KnownField(
        id=field.id,
        type=field.type.value,
        zh=field.label.zh,
        en=field.label.en,
        synonyms=field.synonyms,
        options=tuple((each.id, each.label.zh, each.label.en) for each in field.options),
    )
