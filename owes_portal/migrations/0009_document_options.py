"""Documents of many kinds, with options, and some that the portal asks for itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("owes_portal", "0008_mail_waits_since"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="document",
            name="document_is_built_once_at_a_time",
        ),
        migrations.AddField(
            model_name="document",
            name="options",
            field=models.JSONField(blank=True, db_default={}, default=dict, verbose_name="options"),
        ),
        migrations.AlterField(
            model_name="document",
            name="asked_by",
            field=models.ForeignKey(
                help_text="Empty: the portal itself.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="asked for by",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("participant_list", "attendance list"),
                    ("door_list", "list for the door"),
                    ("materials_receipt", "receipt of materials"),
                    ("catering", "catering"),
                    ("transport", "transport list"),
                    ("badges", "name badges"),
                    ("programme", "programme of the event"),
                    ("attendance_summary", "summary of attendance"),
                    ("certificate", "certificate"),
                    ("certificates", "certificates of an event"),
                    ("certificate_receipt", "receipt of certificates"),
                    ("certificate_register", "register of certificates"),
                    ("registrations_table", "table of registrations"),
                    ("attendance_table", "table of attendance"),
                    ("needs_table", "table of needs"),
                    ("catering_table", "table of catering"),
                    ("register_table", "table of certificates"),
                    ("schedule", "schedule of support"),
                    ("audit_folder", "folder of the event"),
                ],
                max_length=40,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="subject_id",
            field=models.BigIntegerField(verbose_name="number of what it is about"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["asked", "building"])),
                fields=("kind", "subject_id", "options"),
                name="document_is_built_once_at_a_time",
            ),
        ),
    ]
