"""An event keeps the places of its days, so that a list need not ask for the days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [
        migrations.AddField("event", "venues", models.TextField(blank=True, editable=False))
    ]
