"""Telephone numbers as people write them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def clean_phone(typed: str) -> str:
    """The number in the international form, +48600123456. Raises ValidationError."""
    try:
        number = phonenumbers.parse(typed, "PL")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Write a telephone number, for example 600 123 456."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def spaced(number: str) -> str:
    """The number as Poles read it out, 600 123 456; a foreign one with its country's code."""
    try:
        parsed = phonenumbers.parse(number, "PL")
    except phonenumbers.NumberParseException:
        return number
    formats = phonenumbers.PhoneNumberFormat
    is_polish = parsed.country_code == 48
    return phonenumbers.format_number(
        parsed, formats.NATIONAL if is_polish else formats.INTERNATIONAL
    )
