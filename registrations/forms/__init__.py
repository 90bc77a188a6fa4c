"""The sign-up form: its parts check shape and clean input; whether there is a place, services decide."""

from registrations.forms.closing import ClosingForm
from registrations.forms.contact import ContactForm
from registrations.forms.one_person import OnePersonForm
from registrations.forms.person import PersonForm
from registrations.forms.signup import SignupForm, TogetherForm
from registrations.forms.walk_in import WalkInForm

__all__ = [
    "ClosingForm",
    "ContactForm",
    "OnePersonForm",
    "PersonForm",
    "SignupForm",
    "TogetherForm",
    "WalkInForm",
]
