"""What a visitor types into the sign-up form, with boring defaults."""

import uuid

from tests import factories


def typed(event=None, **changes):
    """Valid answers for the event; a change of None leaves the question out."""
    answers = {
        "key": str(uuid.uuid4()),
        "applicant": "resident",
        "first_name": "Anna",
        "last_name": "Kowal",
        "email": "anna@example.com",
        "municipality": factories.municipality().name,
        "days": [day.pk for day in event.days.all()] if event else [],
        "acknowledges_privacy": "on",
        "accepts_rules": "on",
    }
    return {name: value for name, value in (answers | changes).items() if value is not None}
