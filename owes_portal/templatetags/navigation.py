"""The header and the footer of every page, drawn once for each section."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from owes_portal.memory import remembered
from owes_portal.models.operator import Operator, current_operator
from owes_portal.models.pages import Page
from owes_portal.templatetags.addresses import home, home_in

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


def section_of(path: str) -> str:
    """The first part of an address, whichever language it is in."""
    return path.removeprefix(home()).partition("/")[0]


def way_to(path: str) -> list[tuple[str, str]]:
    """Names and addresses from the home page to the section to which that address belongs."""
    section = section_of(path)
    steps = [(_("Home"), home())]
    return [*steps, (_(SECTIONS[section]), f"{home()}{section}/")] if section in SECTIONS else steps


@register.inclusion_tag("includes/_breadcrumbs.html", takes_context=True)
def way_here(context, name: str = "", address: str = "") -> dict:
    """Links to whatever the page belongs to; what is no section of the menu is named."""
    further = [(name, address)] if name else []
    return {"steps": [*way_to(context["request"].path), *further]}


@register.simple_tag(takes_context=True)
def site_header(context) -> SafeString:
    """Draw the name, the ways to reach us and the six links, with the visitor's section marked.

    Pages without a request are those of something broken: they ask nothing of the database.
    """
    request = context.get("request")
    if request is None:
        return draw_header(context.get("operator"), "")
    section = section_of(request.path)
    return _known_header(section if section in SECTIONS else "", get_language())


@register.simple_tag(takes_context=True)
def site_footer(context) -> SafeString:
    """Draw the address and the pages that the law asks for."""
    operator = context.get("operator")
    if operator is None or context.get("request") is None:
        return draw_footer(operator, ())
    return _known_footer(get_language(), tuple(page.pk for page in operator.footer_pages()))


@remembered
def _known_header(section: str, language: str) -> SafeString:
    return draw_header(current_operator(), section)


@remembered
def _known_footer(language: str, shown: tuple[int, ...]) -> SafeString:
    """Pages come and go by the hour, so what is shown now is part of the question."""
    operator = current_operator()
    pages = [page for page in operator.footer_pages() if page.pk in shown]
    return draw_footer(operator, pages)


def draw_header(operator: Operator | None, section: str) -> SafeString:
    context = {"operator": operator, "sections": SECTIONS, "current": section}
    return render_to_string("includes/_header.html", context)


def draw_footer(operator: Operator | None, pages: Iterable[Page]) -> SafeString:
    """A page in another language is read with the whole portal in that language around it."""
    links = [(_home_of(page), page) for page in pages]
    return render_to_string("includes/_footer.html", {"operator": operator, "links": links})


def _home_of(page):
    return home() if page.language == settings.LANGUAGE_CODE else home_in(page.language)
