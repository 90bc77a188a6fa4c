"""Several pictures at once: each file becomes a row of the form, to be described before it is saved."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from owes_portal import pictures
from owes_portal.editing.kept_pictures import keep
from owes_portal.licences import Licence
from owes_portal.models.pictures import Picture

SAME = ("author", "likeness", "licence")
CENTRE = {"focus_x": "50", "focus_y": "50"}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Each file is looked at when it is drawn: one that is refused must not take the others along."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return data


class SeveralForm(forms.Form):
    """Files, and what is the same for all of them."""

    use_required_attribute = False

    files = FilesField(
        label=gettext_lazy("Pictures from your device"),
        required=False,
        widget=FilesInput({"accept": pictures.ACCEPTED}),
        help_text=gettext_lazy(
            "JPG, PNG or WebP: up to ten at once, 20 MB each and 50 MB together. We turn them "
            "upright, make them smaller and remove where they were taken."
        ),
    )
    author = forms.CharField(
        label=gettext_lazy("Author of these pictures"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    likeness = forms.ChoiceField(
        label=gettext_lazy("People in these pictures"),
        choices=[("", gettext_lazy("- Select an option -")), *Picture.Likeness.choices],
        required=False,
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence of these pictures"),
        choices=Licence.choices,
        initial=Licence.ALL_RIGHTS_RESERVED,
        required=False,
    )


class Taken:
    """What became of the files that came: rows for the form, and the others with their reasons."""

    def __init__(self, several: SeveralForm, files: list[UploadedFile]) -> None:
        self.rows: list[dict[str, str]] = []
        self.refused: list[tuple[str, str]] = []
        self._same = {name: several.data.get(several.add_prefix(name), "") for name in SAME}
        for file in files:
            self._take(file)

    def _take(self, file):
        try:
            drawn = pictures.draw(file)
            pictures.store(drawn)
        except pictures.PictureRefused as refusal:
            self.refused.append((file.name, str(refusal)))
        else:
            self.rows.append(CENTRE | self._same | {"kept": keep(drawn)})
