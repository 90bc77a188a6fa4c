"""Which consents an event asks for is content too."""

from django.db import migrations

from owes_portal.stamps import content


class Migration(migrations.Migration):
    dependencies = [("events", "0003_ways_of_signup"), ("owes_portal", "0003_content_stamp")]
    operations = [content("events_event_consents")]
