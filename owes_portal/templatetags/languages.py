"""What a page says in which language: the switch, and marks for what has no translation."""

import re

from django import template
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.defaultfilters import linebreaks
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language

from owes_portal.models.pages import Page
from owes_portal.models.rich_text import RichTextField
from owes_portal.models.translations import Translated
from owes_portal.templatetags.addresses import same_page
from owes_portal.templatetags.typography import nbsp, rich, together

register = template.Library()
# Within a span it would be no HTML.
BLOCK = re.compile(r"</(?:p|ul|ol|dl|h[1-6]|table|blockquote|div)>")

# Each language calls itself by its own name, so that whoever looks for it can read it.
NAMES = {"pl": "Polski", "en": "English", "uk": "Українська"}


@register.simple_tag(takes_context=True)
def language_switch(context) -> SafeString | str:
    """Link to this very page in the other languages.

    An answer to a form that was sent has none: the link would lose what was typed. Previews in the
    administration have none either: staff pages are in Polish.
    """
    request = context.get("request")
    is_plain = request is not None and request.method in ("GET", "HEAD")
    if not is_plain or request.path.startswith("/panel/"):
        return ""
    address = getattr(request, "common_address", None) or request.get_full_path()
    links = [(code, name, same_page(address, code)) for code, name in languages()]
    is_exchanged = bool(getattr(request, "htmx", False))
    context = {"links": links, "is_exchanged": is_exchanged}
    return render_to_string("includes/_languages.html", context)


@register.simple_tag(takes_context=True)
def alternates(context) -> SafeString | str:
    """Tell search engines where the same page is in the other languages.

    A secret page has none, nor has a plain page that is written in another language than Polish.
    """
    request = context.get("request")
    if not is_known_to_all(request):
        return ""
    page = context.get("page")
    is_foreign = isinstance(page, Page) and page.is_foreign()
    own = page.language if is_foreign else settings.LANGUAGE_CODE
    shown = [own] if is_foreign else [code for code, _ in languages()]
    return format_html_join(
        "\n  ",
        '<link rel="alternate" hreflang="{}" href="{}{}">',
        (
            (code, settings.SITE_URL, same_page(request.path, language))
            for code, language in [("x-default", own), *zip(shown, shown, strict=True)]
        ),
    )


def is_known_to_all(request: HttpRequest | None) -> bool:
    """A page that exists, and whose address holds no secret."""
    match = request and request.resolver_match
    return bool(match) and not {"token", "signed", "code"} & match.kwargs.keys()


def languages() -> list[tuple[str, str]]:
    """Those of this website, in their order, with their own names."""
    return [(code, NAMES[code]) for code, _ in settings.LANGUAGES]


@register.simple_tag
def said(row: Translated, name: str, *, begins: bool = False) -> SafeString:
    """A field in the language of the page, or else as it is, with the mark of that language.

    With a capital if it begins a line.
    """
    text, language = row.said(name)
    text = capfirst(text) if begins else text
    field = row._meta.get_field(name)
    is_rich = isinstance(field, RichTextField)
    shown = rich(text) if is_rich else together(nbsp(conditional_escape(text)))
    if isinstance(field, models.TextField):
        return marked(shown if is_rich else mark_safe(linebreaks(shown)), language, "div")
    return marked(shown, language)


@register.filter
def text_of(row: Translated, name: str) -> str:
    """The same without a mark: for the title of the window and what machines read."""
    return row.said(name)[0]


@register.filter
def polish(text: str) -> SafeString:
    """Mark what is in Polish only; on a Polish page it needs no mark."""
    return in_language(text, settings.LANGUAGE_CODE)


@register.filter
def in_language(text: str, language: str | None) -> SafeString:
    """Mark a text whose language is known; None is that of the page."""
    shown = conditional_escape(text)
    return marked(shown, language, "div" if BLOCK.search(shown) else "span")


@register.filter
def as_spoken(text: str) -> SafeString:
    """Mark a text that may know its language."""
    return in_language(nbsp(text), getattr(text, "language", None))


@register.simple_tag
def in_polish() -> SafeString | str:
    """For an element all of whose words are Polish, and which can hold no mark inside."""
    return _attribute(settings.LANGUAGE_CODE)


@register.inclusion_tag("includes/_untranslated.html")
def untranslated(row: Translated) -> dict:
    """Say once on a page that its text is in Polish only."""
    language = get_language()
    is_meant = language != settings.LANGUAGE_CODE and not row.is_said_in(language)
    return {"is_polish_only": is_meant and row.language_of("title") == settings.LANGUAGE_CODE}


def marked(text: SafeString, language: str, tag: str = "span") -> SafeString:
    if not text or language in (None, get_language()):
        return text
    return format_html("<{0}{1}>{2}</{0}>", mark_safe(tag), _attribute(language), text)


def _attribute(language: str) -> SafeString | str:
    return "" if language == get_language() else format_html(' lang="{}"', language)
