"""Changes of events move the content stamp; that a place is taken changes no content."""

from django.db import migrations

from owes_portal.stamps import content

TABLES = (
    "events_attachment",
    "events_event_counties",
    "events_event_partners",
    "events_event_topics",
    "events_eventday",
    "events_pickuppoint",
    "events_trainer",
)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("owes_portal", "0003_content_stamp")]
    operations = [
        content("events_event", besides="places_taken"),
        *(content(table) for table in TABLES),
    ]
