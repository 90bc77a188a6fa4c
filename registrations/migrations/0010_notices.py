"""What people have to be told of when staff change or call off an event."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_revisions_of_days"),
        ("registrations", "0009_reminders_stopped"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "versions",
                    models.JSONField(default=list, verbose_name="days as people knew them"),
                ),
                ("changed_at", models.DateTimeField(verbose_name="last change")),
                ("due_at", models.DateTimeField(verbose_name="is sent")),
                (
                    "is_cancellation",
                    models.BooleanField(default=False, verbose_name="the event is called off"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be sent"),
                            ("sent", "sent"),
                            ("withheld", "not sent"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="sent or withheld"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was not sent"
                    ),
                ),
                ("people", models.PositiveIntegerField(default=0, verbose_name="number of people")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "to_call",
                    models.ManyToManyField(
                        related_name="+",
                        to="registrations.participant",
                        verbose_name="people without an e-mail",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("event",),
                        name="notice_waiting_is_one_per_event",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withheld"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="notice_withheld_with_a_reason",
                    ),
                ],
            },
        ),
    ]
