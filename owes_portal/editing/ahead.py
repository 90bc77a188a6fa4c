"""Files that come with a form are read before anything is locked, in one time for all of them."""

import time
from itertools import chain

from django.contrib import admin

from owes_portal import pdf_reading, pictures

# The web server gives a request thirty: a picture takes up to three, a PDF that is refused twelve.
SECONDS = 12


class ReadsFilesAhead(admin.ModelAdmin):
    def changeform_view(self, request, *args, **kwargs):
        files = list(chain.from_iterable(files for _name, files in request.FILES.lists()))
        until = time.monotonic() + SECONDS
        pictures.draw_ahead(files, until=until)
        pdf_reading.read_ahead(files, until=until)
        return super().changeform_view(request, *args, **kwargs)
