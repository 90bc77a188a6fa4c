"""Pictures in the administration: their part of the form, and their removal at once."""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from owes_portal import pictures
from owes_portal.editing.kept_pictures import keep_stored, kept
from owes_portal.editing.rows import row_count, with_rows
from owes_portal.editing.several_pictures import SeveralForm, Taken
from owes_portal.models.pictures import Picture, kinds_of_pictures


class KeptInput(forms.HiddenInput):
    """The administration gives everything a label; one that is hidden must not be named by it."""

    def id_for_label(self, id_):
        return ""


class PictureForm(forms.ModelForm):
    """A file that was taken is not asked for again when the rest of the form has errors."""

    kept = forms.CharField(required=False, widget=KeptInput)

    class Meta:
        labels = {"file": _("Picture (JPG, PNG or WebP)")}
        help_texts = {
            "is_decorative": _(
                "It says nothing that the text does not say. A description is left out then."
            ),
            "file": _("It is turned upright, and where it was taken is removed from it."),
        }
        widgets = {
            "file": forms.FileInput({"accept": pictures.ACCEPTED}),
            "alt": forms.TextInput({"class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        self.fields["author"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        cleaned = super().clean()
        if not self.files.get(self.add_prefix("file")):
            self._take_what_was_kept(cleaned)
        if not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose a picture."))
        if cleaned.get("is_decorative"):
            cleaned["alt"] = ""
        elif "alt" in cleaned and not cleaned["alt"]:
            self.add_error("alt", _("Write what can be seen, or tick “decorative”."))
        return cleaned

    def _take_what_was_kept(self, cleaned):
        drawn = kept(cleaned.get("kept", ""))
        if drawn:
            cleaned["file"] = pictures.name_of(drawn["sha256"], drawn["width"])
        for name, value in drawn.items():
            setattr(self.instance, name, value)

    def _post_clean(self):
        super()._post_clean()
        if self.instance.sha256 and "file" not in self.errors:
            self._keep()

    def _keep(self):
        """For the form that comes back with errors."""
        self.data = self.data.copy()
        self.data[self.add_prefix("kept")] = keep_stored(self.instance)


class PictureFormSet(forms.BaseInlineFormSet):
    """Files that were chosen together are taken in first, and then are rows like all others."""

    most_bytes = pictures.MOST_MEGABYTES * 2**20

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        prefix = f"{self.prefix}-several"
        bound = (self.data, self.files) if self.is_bound else ()
        self.several = SeveralForm(*bound, prefix=prefix)
        self.taken, self.refused = 0, []
        if self.is_bound and f"{prefix}-files" in self.files:
            self._take(self.files.getlist(f"{prefix}-files"))

    def _take(self, files):
        took = Taken(self.several, files)
        self.taken, self.refused = len(took.rows), took.refused
        first = row_count(self.data, self.prefix) + 1
        rows = [row | {"position": str(at)} for at, row in enumerate(took.rows, first)]
        self.data = with_rows(self.data, self.prefix, rows)

    def clean(self):
        super().clean()
        if self.refused:
            raise forms.ValidationError(
                _("Nothing is saved yet: some files were not taken, for the reasons below.")
            )


class PictureInline(admin.StackedInline):
    """Base of the pictures of each kind of page; the page works without the script."""

    form = PictureForm
    formset = PictureFormSet
    template = "owes_portal/staff/_stacked.html"
    above = "owes_portal/staff/_several_pictures.html"
    comes_early = True
    verbose_name = _("photo")
    verbose_name_plural = _("Pictures")
    classes = ["taken-together"]
    words_to_add = ""
    words_for_new = _("New picture")
    extra = 0
    readonly_fields = ["preview"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "preview",
                    "kept",
                    "alt",
                    "is_decorative",
                    "caption",
                    ("author", "licence"),
                    ("likeness", "position"),
                ]
            },
        ),
        (
            _("Cropping, and another file in its place"),
            {"classes": ["collapse"], "fields": [("focus_x", "focus_y"), "file"]},
        ),
    ]

    class Media:
        js = ["js/focus.js", "js/pictures.js"]

    @admin.display(description=_("preview"))
    def preview(self, picture):
        """Small, and with the way to remove it at once."""
        if not picture.sha256:
            return _("You will see it here when it is saved.")
        picture.is_previewed = True
        image = format_html(
            '<span class="focus-frame"><img class="focus-picture" src="{}" alt="{}" width="{}" height="{}">'
            "</span>",
            picture.address(picture.widths[0]),
            picture.alt,
            picture.width,
            picture.height,
        )
        hint = _("Click on what matters: it stays in sight where the picture is cropped.")
        hint = format_html('<p class="focus-hint">{}</p>', hint)
        return format_html("{}{}{}", image, hint, self._removal(picture))

    def _removal(self, picture):
        if picture.pk is None:
            return ""
        address = reverse("remove_picture", args=[picture.section, picture.pk])
        words = _("Remove at once: somebody has taken the consent back")
        return format_html('<p><a href="{}">{}</a></p>', address, words)


def remove_everywhere(picture: Picture, *, by: AbstractBaseUser) -> int:
    """Take the picture off every page at once, with its files; on how many pages it was.

    An earlier version of a page that names it can be brought back, but without the picture.
    """
    same = [
        row
        for kind in kinds_of_pictures().values()
        for row in kind.objects.filter(sha256=picture.sha256)
    ]
    with transaction.atomic():
        for row in same:
            _write_down(row.page, by)
            row.delete()
        transaction.on_commit(lambda: pictures.remove(picture.sha256))
    return len(same)


def _write_down(page, by):
    words = str(_("A picture was removed at once: a consent was taken back."))
    LogEntry.objects.log_actions(by.pk, [page], CHANGE, change_message=words, single_object=True)
