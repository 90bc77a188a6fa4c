"""Mails on terms, addresses without a mailbox, signs of life of the workers."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("owes_portal", "0005_limit_windows"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("error", models.CharField(max_length=60, verbose_name="what happened")),
                (
                    "reply",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="words of the mail server"
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
                    ),
                ),
            ],
            options={
                "verbose_name": "address without a mailbox",
                "verbose_name_plural": "addresses without a mailbox",
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "queue",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="queue"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="last sign of life")),
            ],
            options={
                "verbose_name": "sign of life of a worker",
                "verbose_name_plural": "signs of life of the workers",
                "ordering": ["queue"],
            },
        ),
        migrations.RemoveIndex(
            model_name="outgoingmail",
            name="mail_waiting",
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="check_name",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="copy_of",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="owes_portal.outgoingmail",
                verbose_name="copy of",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="forgotten_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="content forgotten"),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="is_bulk",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="one of many"
            ),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="once",
            field=models.CharField(
                blank=True, editable=False, max_length=120, null=True, unique=True
            ),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="reply",
            field=models.CharField(
                blank=True, db_default="", max_length=300, verbose_name="words of the mail server"
            ),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="unsubscribe",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="useless_after",
            field=models.DateTimeField(editable=False, null=True, verbose_name="useless after"),
        ),
        migrations.AlterField(
            model_name="document",
            name="status",
            field=models.CharField(
                choices=[
                    ("asked", "asked for"),
                    ("building", "being built"),
                    ("ready", "ready"),
                    ("failed", "failed"),
                    ("expired", "expired"),
                ],
                default="asked",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="outgoingmail",
            name="error",
            field=models.CharField(blank=True, max_length=60, verbose_name="last error"),
        ),
        migrations.AlterField(
            model_name="outgoingmail",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "waiting"),
                    ("sending", "being sent"),
                    ("sent", "sent"),
                    ("retry", "will be tried again"),
                    ("failed", "failed"),
                    ("unknown", "unknown whether it went out"),
                    ("withdrawn", "no longer true, not sent"),
                ],
                default="queued",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("status__in", ["queued", "retry"])),
                fields=["is_bulk", "next_attempt_at", "id"],
                name="mail_most_urgent_first",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("status", "sent"), _negated=True),
                fields=["status", "created_at"],
                name="mail_not_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadaddress",
            constraint=models.UniqueConstraint(
                fields=("email",), name="dead_address_is_noted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="dead_address_in_small_letters",
            ),
        ),
    ]
