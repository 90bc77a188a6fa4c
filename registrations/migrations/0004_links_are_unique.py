"""Every person has a link of their own; reasons stand in the changes."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registrations", "0003_links_and_reasons_of_earlier_people")]

    operations = [
        migrations.RemoveField(model_name="participant", name="reason"),
        migrations.AlterField(
            model_name="participant",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name="participant",
            name="token_hash",
            field=models.CharField(editable=False, max_length=64, unique=True),
        ),
    ]
