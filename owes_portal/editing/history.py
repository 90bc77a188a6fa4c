"""The history of a page: its versions, two of them compared, one of them brought back."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from owes_portal.editing import comparison, preview, versions
from owes_portal.models.revisions import Revision
from owes_portal.paging import page_of
from owes_portal.staff import in_frame

VERSIONS_A_PAGE = 20


class KeepsVersions(admin.ModelAdmin):
    """Every saving is a version; „Historia” compares them and brings one back into the form."""

    def parts(self):
        """Names of the relations whose rows are typed in the same form."""
        return [_relation(self.model, inline).name for inline in self.inlines]

    def save_model(self, request, obj, form, change):
        if change and not preview.is_wanted(request):
            versions.record_before(obj, self.parts())
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        versions.record(obj, self.parts(), by=request.user)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        """The last step of a saving: by now everything stands that belongs to it."""
        versions.record(obj, self.parts(), by=request.user)
        return super().log_change(request, obj, message)

    def delete_model(self, request, obj):
        versions.forget([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        versions.forget(queryset)
        super().delete_queryset(request, queryset)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        version = asked_for(request, obj)
        if version is None or request.method == "POST":
            return form
        return _starting_with(form, versions.typed_then(obj, version.content)[0])

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        version = asked_for(request, obj)
        if version:
            _initial, missing = versions.typed_then(obj, version.content)
            context |= {"restored": version, "missing": missing}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        show = compared if "od" in request.GET else index
        return show(request, row, can_restore=self.has_change_permission(request, row))


def _relation(model, inline):
    """How the rows of the inline hang on the model."""
    return next(one for one in model._meta.related_objects if one.related_model is inline.model)


def asked_for(request, row):
    """The version that is to be brought back into the form, if one is."""
    return _numbered(row, request.GET.get("wersja", "")).first() if row else None


def _numbered(row, typed):
    """The version of the number that somebody may have typed into the address."""
    is_number = typed.isdecimal() and len(typed) <= 6
    every = Revision.objects.about(row)
    return every.filter(number=int(typed)) if is_number else every.none()


def _starting_with(form, initial):
    class Restored(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs | {"initial": initial})

    return Restored


# Pages


def index(request, row, *, can_restore):
    every = Revision.objects.about(row)
    page = page_of(every.select_related("by"), request, per_page=VERSIONS_A_PAGE)
    context = {
        "row": row,
        "page": page,
        "versions": _with_changes(type(row), list(page), every),
        "numbers": list(every.values_list("number", flat=True)),
        "can_restore": can_restore,
        "opts": row._meta,
    }
    title = _("History: %(title)s") % {"title": row}
    return in_frame(request, "owes_portal/staff/history.html", title=title, **context)


def _with_changes(model, shown, every):
    """Each version with the names of what it changed; the one before the page's last is needed too."""
    earlier = [*shown[1:], every.filter(number__lt=shown[-1].number).first()] if shown else []
    pairs = zip(shown, earlier, strict=True)
    return [(version, before, _changes(model, before, version)) for version, before in pairs]


def _changes(model, before, version):
    if before is None:
        return []
    return comparison.labels(model, versions.changed(before.content, version.content))


def compared(request, row, *, can_restore):
    before, after = sorted(
        (
            get_object_or_404(_numbered(row, request.GET.get(name, "")).select_related("by"))
            for name in ("od", "do")
        ),
        key=lambda version: version.number,
    )
    context = {
        "row": row,
        "both": [before, after],
        "differences": comparison.differences(type(row), before.content, after.content),
        "can_restore": can_restore,
        "opts": row._meta,
    }
    title = _("Version %(before)s and version %(after)s") % {"before": before, "after": after}
    return in_frame(request, "owes_portal/staff/comparison.html", title=title, **context)
