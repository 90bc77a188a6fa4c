"""Secret links: 128 bits that are made anew from a row's key and stored only as a hash."""

import base64
import hashlib
import hmac
import uuid

from django.conf import settings
from django.db import models


def token_for(purpose: str, key: uuid.UUID, secret: str) -> str:
    """128 bits of a link's secret, as 22 letters; made anew from the key whenever needed."""
    digest = hmac.digest(secret.encode(), purpose.encode() + key.bytes, "sha256")
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Linked(models.Model):
    """A row with a secret link of its own; `link_purpose` keeps links of different kinds apart."""

    link_purpose = ""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def token(self):
        """The secret of the link. It is not stored; an older SECRET_KEY still finds it."""
        for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
            token = token_for(self.link_purpose, self.key, secret)
            if hmac.compare_digest(hash_of(token), self.token_hash):
                return token
        raise LookupError("The secret key of this link is gone.")

    def set_token(self):
        token = token_for(self.link_purpose, self.key, settings.SECRET_KEY)
        self.token_hash = hash_of(token)
