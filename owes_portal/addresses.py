"""The last part of a page's address: made from the title when staff leave it empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from owes_portal import polish


class AddressFromTitle(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # Whoever may only look has no fields.
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Leave empty: it is made from the title.")

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = polish.slug(cleaned.get("title", ""))
        if cleaned.get("title") and not cleaned.get("slug"):
            self.add_error("slug", _("Write it yourself, in Latin letters: the title has none."))
        return cleaned
