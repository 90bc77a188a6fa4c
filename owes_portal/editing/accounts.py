"""Accounts of staff and their groups in the administration: what they may do is ticked, without a script."""

from itertools import groupby
from typing import NamedTuple

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from owes_portal.editing.admin import without
from owes_portal.polish import fold

DEEDS = {"view": _("looking"), "add": _("adding"), "change": _("changing"), "delete": _("deleting")}
# The framework's own tables, which have no pages.
WITHOUT_PAGES = Q(content_type__app_label__in=["contenttypes", "sessions"]) | Q(
    content_type__app_label="auth", content_type__model="permission"
)


class Thing(NamedTuple):
    """What rights are about, by its names in the administration."""

    app: str
    name: str


class RightBoxes(forms.CheckboxSelectMultiple):
    template_name = "owes_portal/staff/_rights.html"

    def render(self, name, value, attrs=None, renderer=None):
        """From our own folder of templates; widgets are looked for in those of apps."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class RightsByThing(ModelChoiceIterator):
    def __iter__(self):
        rights = [right for right in self.queryset if right.content_type.model_class()]
        for thing, its_own in groupby(sorted(rights, key=_place), key=_thing):
            yield thing, [self.choice(right) for right in its_own]


class RightsField(forms.ModelMultipleChoiceField):
    iterator = RightsByThing
    widget = RightBoxes

    def label_from_instance(self, right):
        """Django's own name of it is English and repeats what it is about."""
        own = dict(right.content_type.model_class()._meta.permissions)
        return DEEDS.get(_verb(right)) or own.get(right.codename, right.name)


class TicksRights(admin.ModelAdmin):
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.remote_field.model is Permission:
            rights = Permission.objects.exclude(WITHOUT_PAGES).select_related("content_type")
            kwargs |= {"form_class": RightsField, "queryset": rights}
        else:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class GroupOfStaffAdmin(TicksRights, GroupAdmin):
    """A role: most people have no rights but those of their groups."""


class AccountAdmin(TicksRights, UserAdmin):
    fieldsets = [
        *without(UserAdmin.fieldsets, "user_permissions")[:-1],
        (
            _("Rights of this person alone"),
            {"classes": ["collapse"], "fields": ["user_permissions"]},
        ),
        UserAdmin.fieldsets[-1],
    ]


def _thing(right):
    """Several kinds of pages have pictures, each of its own."""
    meta = right.content_type.model_class()._meta
    name, page = str(meta.verbose_name_plural), getattr(meta.model, "page_model", None)
    owner = f" ({page()._meta.verbose_name_plural})" if page else ""
    return Thing(str(meta.app_config.verbose_name), f"{name}{owner}")


def _place(right):
    """Those that every model has stand first, looking before changing."""
    app, name = _thing(right)
    deeds = list(DEEDS)
    verb = _verb(right)
    rank = deeds.index(verb) if verb else len(deeds)
    return fold(app), fold(name), rank, right.codename


def _verb(right):
    """Nothing for a right that only this model has."""
    verb, _underscore, model = right.codename.partition("_")
    return verb if verb in DEEDS and model == right.content_type.model else ""
