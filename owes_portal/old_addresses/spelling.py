"""How addresses are written: as staff paste them, as they are kept, and none of another website."""

from collections.abc import Container, Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

LONGEST = 300
# Addresses that no page of the old website may take.
OURS = ("/panel/", "/static/", "/zdrowie/")


def old_path(typed: str) -> str:
    """What follows the name of the website, decoded, with the question but without a “#”."""
    address = unquote(typed.strip()).partition("#")[0]
    if address.startswith(("http://", "https://")):
        parts = urlsplit(address)
        address = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return address


def new_address(typed: str) -> str:
    """The same of a page of this website, with the slash that our addresses end with."""
    address = typed.strip().removeprefix(settings.SITE_URL)
    path, mark, rest = address.partition("?")
    is_short = not is_valid_path(path) and is_valid_path(f"{path}/")
    return f"{path}/{mark}{rest}" if is_short else address


def problems(path: str, target: str, others: Container[str]) -> Iterator[str]:
    """What is wrong with an old address that leads to that page or to one of the others, in words."""
    if not path.startswith("/") or path == "/" or not is_plain(path):
        yield _("The old address starts with “/”, and something follows it.")
    elif path.startswith(OURS):
        yield _("Addresses of the administration lead nowhere else.")
    if max(len(path), len(target)) > LONGEST:
        yield _("An address has 300 characters at most.")
    if not is_of_this_website(target):
        yield _("The new address is a page of this website and starts with one “/”.")
    elif key(target) not in others and not is_valid_path(unquote(urlsplit(target).path)):
        yield _("There is no such page on this website.")


def is_of_this_website(address: str) -> bool:
    """No other host, however it is disguised: “//host”, “/\\host”, a line break before it."""
    is_safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address.startswith("/") and "\\" not in address and is_plain(address) and is_safe


def is_plain(text: str) -> bool:
    """Nothing that cannot be seen: PostgreSQL knows no NUL, and a header no line break."""
    return all(letter.isprintable() for letter in text)


def parents(path: str) -> list[str]:
    """The addresses that it lies below, the nearest first: /a/b/c gives /a/b/ and /a/."""
    # None longer than what may be written down: of two thousand slashes a question would weigh 4 MB.
    parts = path.partition("?")[0][: LONGEST + 1].rstrip("/").split("/")[1:-1]
    return [f"/{'/'.join(parts[:count])}/" for count in range(len(parts), 0, -1)]


def key(path: str) -> str:
    """One key for an address with and without the slash at its end."""
    return path.rstrip("/") or "/"


def without_language(path: str) -> str:
    """The path as it would be on a Polish page."""
    language = get_language_from_path(path)
    return path.removeprefix(f"/{language}") if language else path
