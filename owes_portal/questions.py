"""What lists are asked for after the question mark of an address; whatever else stands there is not ours."""

from collections.abc import Container
from urllib.parse import urlencode

from django.http import HttpRequest

OF_EVENTS = {"powiat", "rodzaj", "dla", "wolne", "miesiac", "dzien", "minione"}
OF_OTHERS = {"kiedy", "od", "do", "etap", "kraj", "rok", "jezyk"}
QUESTIONS = {"strona", "temat", "projekt", "partner"} | OF_EVENTS | OF_OTHERS


def chosen_in(request: HttpRequest, *, without: Container[str] = ()) -> str:
    """What was chosen, to be written after the question mark of an address.

    Without fields that were left empty, and without whatever no list knows.
    """
    return urlencode(
        [
            (name, value)
            for name, values in request.GET.lists()
            if name in QUESTIONS and name not in without and any(values)
            for value in values
        ]
    )


def address_with(path: str, query: str) -> str:
    """The address with what was chosen, if anything was."""
    return f"{path}?{query}" if query else path
