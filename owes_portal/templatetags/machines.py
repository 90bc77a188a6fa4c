"""What a page says to machines: its one true address, and what it is about."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from owes_portal.models.pages import Page
from owes_portal.models.publishing import Publishable
from owes_portal.structured_data import breadcrumbs, organization, script, thing, ways_to_us
from owes_portal.templatetags.addresses import home
from owes_portal.templatetags.languages import is_known_to_all
from owes_portal.templatetags.navigation import SECTIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context) -> SafeString | str:
    """The address to keep of a page: without filters, but with the number of a list's page."""
    request = context.get("request")
    if not is_known_to_all(request) or getattr(request, "preview", None):
        return ""
    page = context.get("page")
    number = getattr(page, "number", 1)
    address = page.get_absolute_url() if isinstance(page, Page) else request.path
    query = f"?strona={number}" if number > 1 else ""
    return format_html('<link rel="canonical" href="{}{}{}">', settings.SITE_URL, address, query)


@register.simple_tag(takes_context=True)
def about(context, row: Publishable | None = None) -> SafeString | str:
    """Data on what stands here, and on the way to it; of the centre if no row is named."""
    request, operator = context["request"], context.get("operator")
    if row is None:
        return script([_centre(operator, context)]) if operator else ""
    home_page = (_("Home"), home())
    folder = request.path.removeprefix(home()).partition("/")[0]
    section = (_(SECTIONS[folder]), f"{home()}{folder}/") if folder in SECTIONS else home_page
    steps = dict.fromkeys((home_page, section, (row.said("title")[0], row.get_absolute_url())))
    things = [thing(row, operator), breadcrumbs(steps)]
    return script(found for found in things if found)


def _centre(operator, context):
    """With all ways to it where the page shows them."""
    if "offices" not in context:
        return organization(operator)
    return organization(operator) | ways_to_us(operator, context["people"], context["offices"])
