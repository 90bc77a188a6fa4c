"""Buttons that send the form in order to add rows to it: nothing is saved, nothing is a fault yet."""

from django.contrib import admin
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict

# „Wczytaj zdjęcia”; and, where no script adds a row, „Dodaj dzień” and its like.
TAKE, MORE = "_take", "_more"


class GrowsRows(admin.ModelAdmin):
    """A ModelAdmin whose form may come back with more rows. Its form asks adds_rows() itself."""

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.POST.get(MORE) == prefix:
            kwargs["data"] = with_rows(kwargs["data"], prefix, [{}])
        return kwargs

    def render_change_form(self, request, context, *args, **kwargs):
        if adds_rows(request.POST):
            _forgive(context)
        return super().render_change_form(request, context, *args, **kwargs)


def adds_rows(data: QueryDict) -> bool:
    return TAKE in data or MORE in data


def with_rows(data: QueryDict, prefix: str, rows: list[dict[str, str]]) -> QueryDict:
    """What the browser sent, as if these rows had been among it."""
    data, first = data.copy(), row_count(data, prefix)
    for number, row in enumerate(rows, first):
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = value
    data[f"{prefix}-TOTAL_FORMS"] = str(first + len(rows))
    return data


def row_count(data: QueryDict, prefix: str) -> int:
    said = data.get(f"{prefix}-TOTAL_FORMS", "")
    return int(said) if said.isdecimal() and len(said) < 5 else 0


def _forgive(context):
    """Whoever only asked for a row is not told yet what is missing in the others."""
    context["errors"] = []
    context["adminform"].form._errors = ErrorDict()
    for formset in (one.formset for one in context["inline_admin_formsets"]):
        formset._non_form_errors = ErrorList()
        formset._errors = [{} for _form in formset.forms]
        for form in formset.forms:
            form._errors = ErrorDict()
