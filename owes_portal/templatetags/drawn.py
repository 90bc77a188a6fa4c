"""Parts of pages that are drawn once and shown again as long as the content stamp stands."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from owes_portal.memory import Memory

register = template.Library()


class DrawnOnce(template.Node):
    """One part of a template, remembered by its name, the language and what it depends on."""

    memory = Memory()

    def __init__(self, name: str, keys: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.keys, self.nodelist = name, keys, nodelist

    def render(self, context: Context) -> SafeString:
        keys = [key.resolve(context) for key in self.keys]
        if None in keys:
            return self.nodelist.render(context)
        known = (self.name, get_language(), *keys)
        return self.memory.recall(known, lambda: self.nodelist.render(context))


@register.tag
def drawn_once(parser: Parser, token: Token) -> DrawnOnce:
    """`{% drawn_once "name" key … %}…{% enddrawn_once %}`; while a key is None it is drawn each time.

    Danger: all that the part shows is content that moves the stamp, or stands in a key. Nothing of
    the visitor, of the clock or of places may be in it.
    """
    _tag, name, *keys = token.split_contents()
    nodelist = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(name, [parser.compile_filter(key) for key in keys], nodelist)
