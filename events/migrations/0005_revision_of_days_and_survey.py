"""How often a day has changed, and the survey that thanks lead to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_content_stamp_of_consents"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="survey_url",
            field=models.URLField(
                blank=True,
                db_default="",
                help_text="It stands in the thanks after the event.",
                verbose_name="address of the survey",
            ),
        ),
        migrations.AddField(
            model_name="eventday",
            name="revision",
            field=models.PositiveIntegerField(
                db_default=0, default=0, editable=False, verbose_name="revision"
            ),
        ),
    ]
