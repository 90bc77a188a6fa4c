"""Parts of pages that are drawn once and shown again as long as they are true."""

from collections.abc import Hashable

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from owes_portal.memory import Memory
from owes_portal.moments import last_moment

register = template.Library()
LONGEST = 300  # letters of a key; what strangers type into an address may be one


class DrawnOnce(template.Node):
    """One part of a template, remembered by its name, the language and what it depends on."""

    memory = Memory()

    def __init__(self, name: str, keys: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.keys, self.nodelist = name, keys, nodelist

    def render(self, context: Context) -> SafeString:
        """A key that nobody has set is None, or all pages without it would share one part."""
        keys = [key.resolve(context, ignore_failures=True) for key in self.keys]
        since = self.since() if all(map(_is_worth_a_place, keys)) else None
        if since is None:
            return self.nodelist.render(context)
        known = (self.name, get_language(), since, *keys)
        return self.memory.recall(known, lambda: self.nodelist.render(context))

    def since(self) -> Hashable:
        """From when on it is true; None while it may change at any time."""
        return ()


class DrawnUntilNext(DrawnOnce):
    """Drawn anew after each moment at which pages change by themselves."""

    def since(self) -> Hashable:
        return last_moment()


@register.tag
def drawn_once(parser: Parser, token: Token) -> DrawnOnce:
    """`{% drawn_once "name" key … %}…{% enddrawn_once %}`; while a key is None it is drawn each time.

    Danger: all that the part shows is content that moves the stamp, or stands in a key. Nothing of
    the visitor, of the clock or of places may be in it.
    """
    return DrawnOnce(*_parsed(parser, token))


@register.tag
def drawn_until_next(parser: Parser, token: Token) -> DrawnUntilNext:
    """`{% drawn_until_next "name" key … %}…{% enddrawn_until_next %}`: the same, also of the clock."""
    return DrawnUntilNext(*_parsed(parser, token))


def _is_worth_a_place(key):
    """A thousand parts that each repeat some thousand letters would take all memory."""
    return key is not None and not (isinstance(key, str) and len(key) > LONGEST)


def _parsed(parser, token):
    tag, name, *keys = token.split_contents()
    nodelist = parser.parse((f"end{tag}",))
    parser.delete_first_token()
    return name, [parser.compile_filter(key) for key in keys], nodelist
