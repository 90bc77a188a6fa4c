"""Licences under which texts and files may be passed on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    CC0 = "cc0", "CC0 1.0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    ALL_RIGHTS_RESERVED = "reserved", _("all rights reserved")
    UNKNOWN = "unknown", _("not settled")
