"""Counters of the limits against floods; a crash may empty them, so they need no log of changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("owes_portal", "0004_optional_consents")]

    operations = [
        migrations.CreateModel(
            name="LimitWindow",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        editable=False, primary_key=True, serialize=False, verbose_name="key"
                    ),
                ),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("count", models.PositiveIntegerField(verbose_name="how often")),
            ],
            options={
                "verbose_name": "window of a limit",
                "verbose_name_plural": "windows of limits",
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE owes_portal_limitwindow SET UNLOGGED",
            "ALTER TABLE owes_portal_limitwindow SET LOGGED",
        ),
    ]
