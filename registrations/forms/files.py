"""Files among the answers: stored as soon as they come, so that no error elsewhere loses them.

What travels in the form from then on is the signed key of the stored row.
"""

import uuid

from django.core import signing

from registrations import services, uploads
from registrations.models import Question, Upload
from registrations.questions import asked

SIGNER = signing.Signer(salt="registrations.upload")
# The input in which a file is chosen stands beside the one that holds the key.
CHOSEN = "-file"
REMOVE = "remove_file"


def signed(upload):
    return SIGNER.sign(str(upload.key))


def find(event, value):
    """The row behind a signed key of that event; None if it is forged or was swept up."""
    try:
        key = uuid.UUID(SIGNER.unsign(value))
    except (signing.BadSignature, ValueError):
        return None
    return (
        Upload.objects.select_related("answer__registration")
        .filter(key=key, event=event.pk)
        .first()
    )


def keep(event, data, files):
    """The data with the key of each good file, and what is wrong with each of the others.

    What is in place of a wrong file stays there; what was to be taken away is gone.
    """
    data, refused = data.copy(), {}
    if REMOVE in data:
        data[data[REMOVE]] = ""
    for name, file in _of_questions(event, files):
        try:
            upload = services.store_file(event, uploads.check(file))
        except uploads.FileRefused as refusal:
            refused[name] = str(refusal)
        else:
            data[name] = signed(upload)
    return data, refused


def _of_questions(event, files):
    """Name of the field and file, of those files for which the event asks."""
    of_files = [one.field_name for one in asked(event) if one.kind == Question.Kind.FILE]
    for chosen, file in (files or {}).items():
        name = chosen.removesuffix(CHOSEN)
        if name != chosen and name.endswith(tuple(of_files)):
            yield name, file
