"""Publishing: withdrawals and translations; and the library becomes content."""

import django.db.models.functions.datetime
from django.db import migrations, models

from owes_portal.stamps import content

TABLES = (
    "publications_edition",
    "publications_publication",
    "publications_publication_topics",
    "publications_publicationfile",
)


class Migration(migrations.Migration):
    dependencies = [
        ("owes_portal", "0010_publishing"),
        ("publications", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="publication",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True,
                db_default=django.db.models.functions.datetime.Now(),
                verbose_name="last change",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="withdrawal_reason",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Whoever comes by an old link reads it in place of the page.",
                max_length=300,
                verbose_name="reason of the withdrawal",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("review", "To be checked"),
                    ("published", "Published"),
                    ("archived", "Archived"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                max_length=10,
                verbose_name="publication status",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="publication_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ),
        *(content(table) for table in TABLES),
    ]
