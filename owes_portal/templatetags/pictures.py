"""Pictures of a page: one with its caption, a gallery, and what stands on a card."""

from collections.abc import Sequence

from django import template

from owes_portal.models.pictures import Picture, Pictured

register = template.Library()
# How wide they stand in the page, for the browser to choose a file by.
IN_TEXT = "(min-width: 60rem) 49rem, 100vw"
IN_GALLERY = "(min-width: 40rem) 22rem, 100vw"


@register.inclusion_tag("includes/_picture.html")
def picture(row: Picture, sizes: str = IN_TEXT, *, is_first: bool = False) -> dict:
    """A picture with caption, author and licence; the first of a page is asked for at once."""
    return {"picture": row, "sizes": sizes, "is_first": is_first}


@register.inclusion_tag("includes/_gallery.html")
def gallery(rows: Sequence[Picture]) -> dict:
    """Pictures side by side, each the way to its largest file."""
    return {"pictures": rows, "sizes": IN_GALLERY}


@register.inclusion_tag("includes/_cover.html")
def cover(row: Pictured) -> dict:
    """The main picture on top of a card, or the row's own patchwork; with_pictures() fetches it."""
    return {"picture": row.main_picture, "slug": row.slug, "sizes": IN_GALLERY}
