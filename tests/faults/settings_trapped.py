"""The portal's settings for a worker whose documents and attachments are traps."""

from tests.faults.settings import *

DOCUMENT_BUILDERS = dict.fromkeys(DOCUMENT_BUILDERS, "tests.faults.traps.build")
MAIL_ATTACHMENTS = dict.fromkeys(MAIL_ATTACHMENTS, "tests.faults.traps.attachment")
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests/faults/templates"]
