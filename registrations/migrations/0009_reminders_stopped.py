"""Who wants no reminders."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registrations", "0008_link_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="reminders_stopped_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="wants no reminders since"
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="reminders_stopped_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="wants no reminders since"
            ),
        ),
    ]
