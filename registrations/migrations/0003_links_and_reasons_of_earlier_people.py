"""People who signed up earlier get a link of their own, and their reason becomes a change."""

import hashlib
import uuid

from django.conf import settings
from django.db import migrations
from django.utils import translation

from registrations.models.change import UNKNOWN_REASON
from registrations.models.links import token_for


def give_links(apps, schema_editor):
    people = apps.get_model("registrations", "Participant").objects.filter(key=None)
    for person in people.iterator():
        person.key = uuid.uuid4()
        token = token_for("person link", person.key, settings.SECRET_KEY)
        person.token_hash = hashlib.sha256(token.encode()).hexdigest()
        person.save(update_fields=["key", "token_hash"])


def write_reasons(apps, schema_editor):
    Change = apps.get_model("registrations", "Change")
    people = apps.get_model("registrations", "Participant").objects.select_related("registration")
    with translation.override(settings.LANGUAGE_CODE):
        unknown = str(UNKNOWN_REASON)
        Change.objects.bulk_create(
            Change(
                event_id=person.event_id,
                participant=person,
                verb="cancel" if person.status == "cancelled" else "sign_up",
                after=person.status,
                reason=person.reason or unknown,
                at=person.registration.cancelled_at or person.queued_at,
            )
            for person in people.iterator()
        )


class Migration(migrations.Migration):
    dependencies = [("registrations", "0002_groups_offers_and_questions")]
    operations = [
        migrations.RunPython(give_links, migrations.RunPython.noop),
        migrations.RunPython(write_reasons, migrations.RunPython.noop),
    ]
