"""Which of the marked texts visitors can meet: these must be there in every language."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dev.messages.extraction import KEYWORDS, Found

# Pages and papers of staff, and letters: whoever signs up in another language gets them in Polish.
FOR_STAFF = ("/staff/", "/editing/", "/papers/", "/folder/", "/emails/", "/post/", "/admin/")
PAGES_FOR_STAFF = (
    "templates/emails/",
    "templates/admin/",
    "templates/pdf_base.html",
    "templates/registrations/form_preview.html",
)
# Code that speaks to visitors, by the beginning of its path.
CODE_FOR_VISITORS = (
    "events/calendar.py",
    "events/filters.py",
    "events/schedule.py",
    "events/templatetags/",
    "innovations/filters.py",
    "owes_portal/filters.py",
    "owes_portal/licences.py",
    "owes_portal/limits.py",
    "owes_portal/phones.py",
    "owes_portal/settings.py",
    "owes_portal/templatetags/",
    "publications/filters.py",
    "registrations/forms/",
    "registrations/limits.py",
    "registrations/nip.py",
    "registrations/services/consents.py",
    "registrations/services/files.py",
    "registrations/services/people.py",
    "registrations/services/places.py",
    "registrations/services/refusals.py",
    "registrations/services/reminders.py",
    "registrations/services/second_forms.py",
    "registrations/services/signup.py",
    "registrations/services/waiting.py",
    "registrations/spam.py",
    "registrations/templatetags/",
    "registrations/uploads.py",
    "registrations/views/",
)
# Of these models, what rows say of themselves: words of choices and of functions, and few labels.
MODELS_FOR_VISITORS = (
    "events/models/closed.py",
    "events/models/event.py",
    "events/models/schedule.py",
    "innovations/models.py",
    "owes_portal/models/declaration.py",
    "owes_portal/models/pdf_file.py",
    "owes_portal/models/pictures.py",
    "owes_portal/models/places.py",
    "owes_portal/models/premises.py",
    "owes_portal/models/projects.py",
    "publications/models/",
    "registrations/models/",
)
# Visitors read the labels of these fields: „winda: jest”, „nocleg”.
FIELDS_WITH_LABEL = ("accessible_", "has_")
MODELS_OF_STAFF = ("registrations/models/message.py", "registrations/models/signed_list.py")


def only(found: Iterable[Found], root: Path) -> Iterator[Found]:
    """Give those of the texts that a visitor may read."""
    for text, context, notes, name in found:
        if is_for_visitors(name) or (is_model(name) and first(text) in said_by_rows(root / name)):
            yield text, context, notes, name


def is_for_visitors(name: str) -> bool:
    if name.startswith("templates/"):
        is_for_staff = any(part in name for part in FOR_STAFF)
        return not is_for_staff and not name.startswith(PAGES_FOR_STAFF)
    return name.startswith(CODE_FOR_VISITORS)


def is_model(name: str) -> bool:
    return name.startswith(MODELS_FOR_VISITORS) and not name.startswith(MODELS_OF_STAFF)


def first(text: str | tuple[str, str]) -> str:
    return text if isinstance(text, str) else text[0]


@cache
def said_by_rows(path: Path) -> frozenset[str]:
    """The texts in classes of choices, those that functions translate, and labels that are shown."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    calls = [node for function in functions for node in ast.walk(function) if translates(node)]
    return frozenset(
        part.value
        for node in [*filter(is_choices, nodes), *filter(has_label, nodes), *calls]
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def is_choices(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(
        ast.unparse(base).endswith("Choices") for base in node.bases
    )


def has_label(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(name, ast.Name) and name.id.startswith(FIELDS_WITH_LABEL)
        for name in node.targets
    )


def translates(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in KEYWORDS
