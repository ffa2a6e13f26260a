"""Forms that are filled in on a page: kept in the database, and found again by their signed address.

The address names the form's content by its digest, so that the signature covers card, person, platform,
conversation and the moment until which it is good.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from bot.forms import Form
from storage.blobs import BlobStore

PATH = "/forms/"
_OWNER = "forms"  # no conversation: the web chat shows it to nobody


@dataclass(frozen=True, slots=True)
class FormDesk:
    """`secret` signs; `url`: where browsers reach us."""

    blobs: BlobStore
    secret: bytes
    url: str

    def offer(self, form: Form, now: datetime) -> str:
        content = form.model_dump_json().encode()
        name = f"{form.card.key}.json"
        blob = self.blobs.keep(_OWNER, name=name, media_type="application/json", data=content, now=now)
        return f"{self.url}{PATH}{blob}.{self._signature(blob)}"

    def find(self, token: str) -> Form | None:
        """None when nobody offered it; whether it is still good, its reader looks at."""
        name, _, given = token.partition(".")
        if not hmac.compare_digest(self._signature(name).encode(), given.encode()):
            return None
        found = self.blobs.find(name)
        if found is None or found.conversation != _OWNER:
            return None
        try:
            return Form.model_validate_json(found.data)
        except ValidationError:  # of an older version
            return None

    def _signature(self, blob: str) -> str:
        return hmac.new(self.secret, b"form\n" + blob.encode(), hashlib.sha256).hexdigest()[:40]
