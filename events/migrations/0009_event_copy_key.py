"""Whoever sends the form of copies twice gets the copies once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0008_publishing")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="copy_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
