"""A file as somebody sent it with a sign-up form, with boring defaults."""

from registrations import services
from registrations.models import Upload
from registrations.uploads import CheckedFile
from tests import factories
from tests.factories_library import pdf


def sent_file(*, event=None, name="zgoda.pdf", content=None, **fields):
    checked = CheckedFile(name, "application/pdf", content or pdf())
    made = services.store_file(event or factories.event(), checked)
    Upload.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made
