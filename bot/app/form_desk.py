"""Forms that are filled in on a page: kept in the database, and found again by their signed address.

Likewise the files of a process, for readers who are not signed in.

The address names the form's content by its digest, so that the signature covers card, person, platform,
conversation and the moment until which it is good.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from pydantic import ValidationError

from bot.cards import Card, Fact
from bot.forms import Form
from storage.blobs import FORMS, BlobStore

PATH = "/forms/"
FILES = "/files/"
FILE_GOOD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FormDesk:
    """`secret` signs; `url`: where browsers reach us."""

    blobs: BlobStore
    secret: bytes
    url: str

    def offer(self, form: Form, now: datetime) -> str:
        content = form.model_dump_json().encode()
        name = f"{form.card.key}.json"
        blob = self.blobs.keep(FORMS, name=name, media_type="application/json", data=content, now=now)
        return f"{self.url}{PATH}{blob}.{self._signature(blob)}"

    def find(self, token: str) -> Form | None:
        """None when nobody offered it; whether it is still good, its reader looks at."""
        name, _, given = token.partition(".")
        if not hmac.compare_digest(self._signature(name).encode(), given.encode()):
            return None
        found = self.blobs.find(name)
        if found is None or found.conversation != FORMS:
            return None
        try:
            return Form.model_validate_json(found.data)
        except ValidationError:  # of an older version
            return None

    def _signature(self, blob: str) -> str:
        return self._signed("form", blob)

    # Files of processes

    def linked(self, card: Card, reader: str | None, now: datetime) -> Card:
        """Its files with addresses: `reader` opens them for a month, without one who is signed in does."""
        return card.model_copy(
            update={
                "facts": tuple(self._with_addresses(each, reader, now) for each in card.facts),
                "more": tuple(self._with_addresses(each, reader, now) for each in card.more),
            }
        )

    def reader(self, file: str, person: str, until: str, given: str, now: datetime) -> str | None:
        """Whose address that is; None when it is nobody's, or too old."""
        signed = self._signed("file", f"{file}\n{person}\n{until}")
        if not hmac.compare_digest(signed.encode(), given.encode()):
            return None
        return person if now.timestamp() < int(until) else None

    def _with_addresses(self, fact: Fact, reader: str | None, now: datetime) -> Fact:
        if not fact.links:
            return fact
        links = tuple(
            each.model_copy(update={"url": self._address(each.file, reader, now)}) for each in fact.links
        )
        return fact.model_copy(update={"links": links})

    def _address(self, file: str, reader: str | None, now: datetime) -> str:
        url = f"{self.url}{FILES}{file}"
        if reader is None:
            return url
        # By the day, so that a card which is sent again for another reason stays as it was.
        until = str(int((now + FILE_GOOD_FOR).timestamp()) // 86_400 * 86_400)
        signature = self._signed("file", f"{file}\n{reader}\n{until}")
        return f"{url}?{urlencode({'for': reader, 'until': until, 'sig': signature})}"

    def _signed(self, kind: str, what: str) -> str:
        return hmac.new(self.secret, f"{kind}\n{what}".encode(), hashlib.sha256).hexdigest()[:40]
