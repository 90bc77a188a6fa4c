import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0009_event_copy_key"),
        ("owes_portal", "0015_translations"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="consents",
            field=models.ManyToManyField(
                blank=True,
                limit_choices_to={"kind__in": ("needs", "image", "other"), "translation_of": None},
                related_name="+",
                to="owes_portal.consenttext",
                verbose_name="consents that people may give",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="privacy_notice",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"kind": "privacy", "translation_of": None},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="owes_portal.consenttext",
                verbose_name="information on data processing",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="rules",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"kind": "rules", "translation_of": None},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="owes_portal.consenttext",
                verbose_name="rules of participation",
            ),
        ),
    ]
