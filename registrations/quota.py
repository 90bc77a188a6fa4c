"""How much the pages take that take files: what is too large is not kept, far too much is not read."""

import functools
from io import BytesIO

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from registrations.uploads import MEGABYTE

MOST_FILES = 20


def _taking(file_limit, form_limit):
    """A decorator that gives a page the quota; the limits are named as the settings are.

    A form that says that it is larger gets 413 and is not read. Django reads a form when it looks
    for its token, and then it is too late to choose a handler. So the token is checked here,
    inside, instead of before the view.
    """

    def decorate(view):
        checked = csrf_protect(view)

        @csrf_exempt
        @functools.wraps(view)
        def with_quota(request, *args, **kwargs):
            most, most_of_form = getattr(settings, file_limit), getattr(settings, form_limit)
            if int(request.META.get("CONTENT_LENGTH") or 0) > most_of_form * MEGABYTE:
                limits = {"megabytes": most, "form_megabytes": most_of_form}
                return render(request, "413.html", limits, status=413)
            request.upload_handlers = [QuotaUploadHandler(request, most)]
            return checked(request, *args, **kwargs)

        return with_quota

    return decorate


takes_files = _taking("MAX_UPLOAD_MEGABYTES", "MAX_FORM_MEGABYTES")
takes_scans = _taking("MAX_SCAN_MEGABYTES", "MAX_SCANS_MEGABYTES")


class QuotaUploadHandler(FileUploadHandler):
    """Keeps files in memory: a worker that dies leaves no temporary file with a person's data.

    Of a file that is too large nothing is kept but its size, so the form can say so beside the
    question, and what was typed is not lost.
    """

    files_begun = 0

    def __init__(self, request, megabytes):
        super().__init__(request)
        self.most = megabytes * MEGABYTE

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.files_begun += 1
        if self.files_begun > MOST_FILES:
            raise TooManyFilesSent
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > self.most:
            self.kept = BytesIO()
        else:
            self.kept.write(raw_data)

    def file_complete(self, file_size):
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
