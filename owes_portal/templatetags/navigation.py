"""The menu of the portal and the links of the footer."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop

register = template.Library()

# Addresses are written literally: they are promises to visitors, and the error pages draw the
# menu even when the table of addresses is what broke.
SECTIONS = {
    "wydarzenia": gettext_noop("Events"),
    "aktualnosci": gettext_noop("News"),
    "innowacje": gettext_noop("Innovations"),
    "publikacje": gettext_noop("Publications"),
    "projekty": gettext_noop("Projects"),
    "kontakt": gettext_noop("Contact"),
}


@register.simple_tag(takes_context=True)
def site_menu(context) -> SafeString:
    """Draw the six links, with the visitor's section marked."""
    request = context.get("request")
    section = request.path.strip("/").partition("/")[0] if request else ""
    return _menu(section if section in SECTIONS else "", get_language())


@lru_cache(maxsize=64)
def _menu(section: str, language: str) -> SafeString:
    """Render once per section and language: the menu is on every page."""
    return render_to_string("includes/_menu.html", {"sections": SECTIONS, "current": section})
