"""Texts in other languages, written beside the Polish ones."""

from django import forms
from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from owes_portal.models.translations import Translated, as_kept


class TranslatedAdmin(ModelAdmin):
    """Adds a folded part for each language to the page of what is translated."""

    def get_fieldsets(self, request, obj=None):
        parts = super().get_fieldsets(request, obj)
        is_read = obj is not None and not self.has_change_permission(request, obj)
        return parts if is_read else [*parts, *map(self._part_of, other_languages())]

    def _part_of(self, language):
        fields = [field_name(language, name) for name in self.model.TRANSLATED]
        title = format_lazy("{}: {}", _("In another language"), dict(settings.LANGUAGES)[language])
        return title, {"classes": ["collapse"], "fields": fields}

    def get_form(self, request, obj=None, **kwargs):
        """The usual form with a field more for each text in each language."""
        form = kwargs.pop("form", self.form)
        fields = {
            field_name(language, name): self._field_for(name, request)
            for language, name in translatable(self.model)
        }
        both = type("TranslatedForm", (TranslatedForm, form), fields)
        return super().get_form(request, obj, form=both, **kwargs)

    def _field_for(self, name, request):
        field = self.model._meta.get_field(name)
        label = capfirst(field.verbose_name)
        return self.formfield_for_dbfield(field, request, required=False, label=label)


class TranslatedForm(forms.ModelForm):
    """What its fields en_title, uk_title and so on say goes to one column."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language, name in translatable(type(self.instance)):
            said = self.instance.translations.get(language, {}).get(name, "")
            self.initial.setdefault(field_name(language, name), said)

    def clean(self):
        cleaned = super().clean()
        self.instance.translations = {
            language: {
                name: cleaned.get(field_name(language, name)) or ""
                for name in self.instance.TRANSLATED
            }
            for language in other_languages()
        }
        self.instance.left_behind = [
            (language, names)
            for language in other_languages()
            if (names := self._not_told_anew(language, cleaned))
        ]
        return cleaned

    def _not_told_anew(self, language, cleaned):
        """Texts that are changed now while their translation stays as it was."""
        return [
            name
            for name in self.instance.TRANSLATED
            if self._is_changed(name, name, cleaned)
            and cleaned.get(field_name(language, name))
            and not self._is_changed(field_name(language, name), name, cleaned)
        ]

    def _is_changed(self, field, name, cleaned):
        """Line ends, and marks that are never kept, are no change."""
        texts = (self.initial.get(field), cleaned.get(field))
        before, now = (as_kept(self.instance, name, text or "").split() for text in texts)
        return before != now


def other_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def translatable(model: type[Translated]) -> list[tuple[str, str]]:
    """Each language with each name of a field that may be written in it."""
    return [(language, name) for language in other_languages() for name in model.TRANSLATED]


def field_name(language: str, name: str) -> str:
    return f"{language}_{name}"
