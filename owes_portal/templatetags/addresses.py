"""Addresses in the language of the page: a visitor who reads English stays below /en/."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def home() -> str:
    """The home page in the language of this page: “/”, “/en/” or “/uk/”.

    It asks nothing of the table of addresses, so error pages can draw it when that is broken.
    """
    language = get_language()
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@register.filter
def here(address: str) -> str:
    """An address of this website, written literally, in the language of this page."""
    return f"{home()}{address.removeprefix('/')}"
