import pytest
from django.core.exceptions import ValidationError

from owes_portal.phones import clean_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("600123456", "+48600123456"),
        ("tel. 600 123 456", "+48600123456"),
        ("(84) 638-00-00", "+48846380000"),
        ("00 380 67 123 45 67", "+380671234567"),
        ("\u200e+48\u00a0600\u00a0123\u00a0456", "+48600123456"),
    ],
)
def test_clean_phone_understands_what_people_write(typed, stored):
    assert clean_phone(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "brak", "1234", "600123", "600 123 45", "+999 1", "12345678901234567890", "\x00"]
)
def test_clean_phone_refuses_the_rest(typed):
    with pytest.raises(ValidationError):
        clean_phone(typed)
