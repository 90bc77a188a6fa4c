"""Changes of an event's own questions move the content stamp."""

from django.db import migrations

from owes_portal.stamps import content


class Migration(migrations.Migration):
    dependencies = [
        ("registrations", "0004_links_are_unique"),
        ("owes_portal", "0003_content_stamp"),
    ]
    operations = [content("registrations_question")]
