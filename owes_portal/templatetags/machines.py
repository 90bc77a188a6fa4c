"""What a page says to machines: its one true address, and what it is about."""

from django import template
from django.conf import settings
from django.template import RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from owes_portal import posters
from owes_portal.models.pages import Page
from owes_portal.models.publishing import Publishable
from owes_portal.poster_drawing import HEIGHT, WIDTH
from owes_portal.structured_data import breadcrumbs, organization, script, thing, ways_to_us
from owes_portal.templatetags.addresses import home
from owes_portal.templatetags.languages import is_known_to_all
from owes_portal.templatetags.navigation import section_of, way_to

register = template.Library()
# As the services write languages.
LOCALES = {"pl": "pl_PL", "en": "en_GB", "uk": "uk_UA"}
CARD = "summary_large_image"


@register.simple_tag(takes_context=True)
def canonical(context) -> SafeString | str:
    """The address to keep of a page: without filters, but with the number of a list's page."""
    address = _own_address(context)
    return format_html('<link rel="canonical" href="{}">', address) if address else ""


@register.simple_tag(takes_context=True)
def describe(
    context: RequestContext, text: str | None = None, row: Publishable | None = None
) -> SafeString:
    """What others show of the page: its description and, where its address is shared, a poster.

    Without a text it is what the centre does. The row is what the page is about.
    """
    operator = context.get("operator")
    text = text or (operator.said("mission")[0] if operator else "")
    described = [("name", "description", text)]
    if address := _own_address(context):
        described += _open_graph(context, address, text, row)
    return format_html_join("\n  ", '<meta {}="{}" content="{}">', described)


def _own_address(context):
    """Absolute, and in the language of the page; none for what is secret, broken or a preview."""
    request = context.get("request")
    if not is_known_to_all(request) or getattr(request, "preview", None):
        return ""
    page = context.get("page")
    number = getattr(page, "number", 1)
    address = page.get_absolute_url() if isinstance(page, Page) else request.path
    query = f"?strona={number}" if number > 1 else ""
    return f"{settings.SITE_URL}{address}{query}"


def _open_graph(context, address, text, row):
    """What services show of an address (ogp.me)."""
    operator, language = context.get("operator"), get_language()
    others = [code for code, _name in settings.LANGUAGES if code != language]
    told = [
        ("og:title", _title(context)),
        ("og:description", text),
        ("og:url", address),
        ("og:site_name", operator.name if operator else "OWES"),
        ("og:locale", LOCALES[language]),
        *(("og:locale:alternate", LOCALES[code]) for code in others),
        *_kind(row),
        *_poster(context["request"], row, operator),
    ]
    return [*(("property", *pair) for pair in told), ("name", "twitter:card", CARD)]


def _title(context):
    """As the page's own template writes it; of the home page, the name of the centre."""
    operator = context.get("operator")
    if operator and context["request"].path == home():
        return operator.name
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block("title")
    return mark_safe(block.render(context).strip())


def _kind(row):
    if row is None or row._meta.model_name != "article":
        return [("og:type", "website")]
    changed = max(row.updated_at, row.published_from)
    return [
        ("og:type", "article"),
        ("article:published_time", row.published_from.isoformat(timespec="seconds")),
        ("article:modified_time", changed.isoformat(timespec="seconds")),
    ]


def _poster(request, row, operator):
    if row is None:
        poster = posters.of_list(section_of(request.path), operator)
    else:
        poster = posters.of_row(row, operator)
    return [
        ("og:image", f"{settings.SITE_URL}{poster.address}"),
        ("og:image:type", poster.content_type),
        ("og:image:width", WIDTH),
        ("og:image:height", HEIGHT),
        ("og:image:alt", poster.alt),
    ]


@register.simple_tag(takes_context=True)
def about(context, row: Publishable | None = None) -> SafeString | str:
    """Data on what stands here, and on the way to it; of the centre if no row is named."""
    request, operator = context["request"], context.get("operator")
    if row is None:
        return script([_centre(operator, context)]) if operator else ""
    steps = [*way_to(request.path), (row.said("title")[0], row.get_absolute_url())]
    things = [thing(row, operator), breadcrumbs(steps)]
    return script(found for found in things if found)


def _centre(operator, context):
    """With all ways to it where the page shows them."""
    if "offices" not in context:
        return organization(operator)
    return organization(operator) | ways_to_us(operator, context["people"], context["offices"])
