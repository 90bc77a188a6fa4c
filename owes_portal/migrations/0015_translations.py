import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("owes_portal", "0014_footer_as_it_was")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="consenttext",
            name="translation_of",
            field=models.ForeignKey(
                blank=True,
                help_text="Visitors read it in its language in place of that version.",
                limit_choices_to={"translation_of": None},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="translations",
                to="owes_portal.consenttext",
                verbose_name="translation of",
            ),
        ),
        migrations.AlterField(
            model_name="consenttext",
            name="language",
            field=models.CharField(
                choices=[("pl", "Polish"), ("en", "English"), ("uk", "Ukrainian")],
                default="pl",
                max_length=2,
                verbose_name="language",
            ),
        ),
        migrations.AddConstraint(
            model_name="consenttext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("translation_of", None),
                    models.Q(("language", "pl"), _negated=True),
                    _connector="OR",
                ),
                name="consent_text_translation_is_foreign",
                violation_error_message="A translation is not in Polish.",
            ),
        ),
    ]
