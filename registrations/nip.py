"""NIP, the tax number of a Polish organisation."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotValid
from stdnum.pl import nip

ZEROS = "0000000000"  # Its check digit is right, yet nobody has it.


def clean_nip(typed: str) -> str:
    """Ten digits without spaces, dashes or the prefix PL. Raises ValidationError."""
    digits = typed.upper().replace("PL", "", 1)
    try:
        number = nip.validate(digits)
    except NotValid:
        number = ZEROS
    if number == ZEROS:
        raise ValidationError(
            _("This NIP has a wrong check digit. See whether all ten digits are right.")
        )
    return number
