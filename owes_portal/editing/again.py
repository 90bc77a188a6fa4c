"""What two people take at the same moment one of them gets; the other reads so in the form."""

import contextlib

from django.contrib import admin
from django.db import IntegrityError

ATTEMPTS = 2


class SavesAgain(admin.ModelAdmin):
    """An address, a place of the strip, the report of an event: there is one of each.

    Both pass the checks of the form, and the database refuses the later one. Nothing of that attempt
    is left; the next one finds what the earlier one has saved.
    """

    def changeform_view(self, request, *args, **kwargs):
        for _attempt in range(ATTEMPTS - 1):
            with contextlib.suppress(IntegrityError):
                return super().changeform_view(request, *args, **kwargs)
        return super().changeform_view(request, *args, **kwargs)
