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
    return home_in(get_language())


def home_in(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def same_page(address: str, language: str) -> str:
    """The address of what is here, in another language; never one of another host (“//…”)."""
    return home_in(language) + address.removeprefix(home()).lstrip("/")


@register.filter
def here(address: str) -> str:
    """An address of this website, written literally, in the language of this page."""
    return f"{home()}{address.removeprefix('/')}"
