"""What a page has on paper only."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from owes_portal import qr
from owes_portal.models.operator import current_operator
from owes_portal.models.publishing import Publishable

register = template.Library()


@register.inclusion_tag("includes/_printed_address.html")
def printed_address(row: Publishable) -> dict:
    """The row's address in letters and as a QR code, and ours."""
    address = f"{settings.SITE_URL}{row.get_absolute_url()}"
    return {"address": address, "code": _code(address), "operator": current_operator()}


@lru_cache(maxsize=512)
def _code(address: str) -> SafeString:
    """Drawing takes longer than the rest of a remembered page."""
    return qr.drawn(address)
