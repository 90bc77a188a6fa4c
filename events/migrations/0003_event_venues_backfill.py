"""Copies the places of the days of events that are there already."""

from django.db import migrations


def copy_places(apps, schema_editor):
    for event in apps.get_model("events", "Event").objects.prefetch_related("days"):
        places = (day.place for day in sorted(event.days.all(), key=lambda day: day.starts_at))
        event.venues = " · ".join(dict.fromkeys(places))
        event.save(update_fields=["venues"])


class Migration(migrations.Migration):
    dependencies = [("events", "0002_event_venues")]
    operations = [migrations.RunPython(copy_places, migrations.RunPython.noop)]
