"""Two traps for robots that no person has to solve: a field to leave empty, and the time taken."""

from django import forms
from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SIGNER = signing.Signer(salt="registrations.spam")


class NobodyFillsThis(forms.TextInput):
    """Seen by robots only; it brings its own label and hiding place, so a form draws it as hidden.

    What was filled in is not shown again: a browser may have done it, and a person could not undo
    what nobody sees.
    """

    is_hidden = True

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string("registrations/_trap.html", {"name": name, "id": attrs.get("id")})


class EmptyField(forms.CharField):
    widget = NobodyFillsThis
    default_error_messages = {
        "filled": _(
            "A field that people do not see was filled in, perhaps by your browser. "
            "It is empty again. Check your answers and send the form once more."
        )
    }

    def clean(self, value):
        if value:
            raise forms.ValidationError(self.error_messages["filled"], code="filled")
        return ""


class OpenedField(forms.CharField):
    """When the form was opened, signed; what came too fast is good at the second time.

    A moment that is missing or forged counts as just now. None is ever too old: people may take
    all day, and a form sent after the deadline has its own answer.
    """

    widget = forms.HiddenInput
    default_error_messages = {
        "fast": _("The form came very fast. Check your answers and send it once more.")
    }

    def clean(self, value):
        if not _took_long_enough(value):
            raise forms.ValidationError(self.error_messages["fast"], code="fast")
        return value

    def bound_data(self, data, initial):
        """Nobody is refused twice, so a form that is shown again counts as opened long enough ago."""
        return data if _took_long_enough(data) else _signed(_now() - settings.SIGNUP_TAKES_AT_LEAST)


class Traps(forms.Form):
    """A form that inherits from it has both fields; its layout names them, anywhere."""

    website = EmptyField(required=False)
    opened = OpenedField(required=False, initial=lambda: _signed(_now()))


def _now() -> int:
    return int(timezone.now().timestamp())


def _signed(moment: int) -> str:
    return SIGNER.sign(str(moment))


def _took_long_enough(value: str | None) -> bool:
    try:
        opened = int(SIGNER.unsign(value or ""))
    except signing.BadSignature:
        opened = _now()
    return _now() - opened >= settings.SIGNUP_TAKES_AT_LEAST
