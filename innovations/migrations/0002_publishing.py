"""Publishing: withdrawals and translations; and the catalogue becomes content."""

import django.db.models.functions.datetime
from django.db import migrations, models

from owes_portal.stamps import content

TABLES = (
    "innovations_innovation",
    "innovations_innovation_partners",
    "innovations_innovation_related",
    "innovations_innovation_topics",
)


class Migration(migrations.Migration):
    dependencies = [
        ("innovations", "0001_initial"),
        ("owes_portal", "0010_publishing"),
    ]

    operations = [
        migrations.AddField(
            model_name="innovation",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="innovation",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True,
                db_default=django.db.models.functions.datetime.Now(),
                verbose_name="last change",
            ),
        ),
        migrations.AddField(
            model_name="innovation",
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
            model_name="innovation",
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
            model_name="innovation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="innovation_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ),
        *(content(table) for table in TABLES),
    ]
