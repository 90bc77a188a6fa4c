"""Attendance with its log, signed lists, certificates, and the rights to take data out."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import registrations.models.certificate
import registrations.models.signed_list


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_schedule"),
        ("owes_portal", "0009_document_options"),
        ("registrations", "0010_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="registration",
            options={
                "ordering": ["-submitted_at"],
                "permissions": [
                    ("export_registrations", "Can take out tables of registrations"),
                    ("export_needs", "Can take out tables of what people need"),
                ],
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
            },
        ),
        migrations.AlterField(
            model_name="registration",
            name="source",
            field=models.CharField(
                choices=[
                    ("web", "website"),
                    ("phone", "telephone"),
                    ("email", "e-mail"),
                    ("desk", "in person"),
                    ("paper", "on paper"),
                    ("walk_in", "on the day, at the door"),
                ],
                default="web",
                max_length=10,
                verbose_name="source",
            ),
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="number"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=registrations.models.certificate.new_code,
                        editable=False,
                        max_length=20,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=161, verbose_name="first name and surname")),
                ("kind", models.CharField(max_length=60, verbose_name="kind of event")),
                ("title", models.CharField(max_length=160, verbose_name="title of the event")),
                (
                    "dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), verbose_name="days"
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(verbose_name="teaching hours attended")),
                (
                    "hours_in_all",
                    models.PositiveSmallIntegerField(verbose_name="teaching hours of the event"),
                ),
                ("trainers", models.CharField(blank=True, max_length=400, verbose_name="trainers")),
                ("programme", models.TextField(blank=True, verbose_name="programme")),
                ("organiser", models.CharField(max_length=200, verbose_name="organiser")),
                ("city", models.CharField(max_length=80, verbose_name="place")),
                ("issued_on", models.DateField(verbose_name="date of issue")),
                (
                    "project_title",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="title of the project"
                    ),
                ),
                (
                    "project_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the project"
                    ),
                ),
                (
                    "funding_sentence",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="sentence on funding"
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revoked"
                    ),
                ),
                (
                    "revocation_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was revoked"),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="registrations.participant",
                        verbose_name="participant",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="owes_portal.project",
                        verbose_name="project",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="registrations.certificate",
                        verbose_name="issued in place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["issued_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CertificateDeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("issue", "issued"),
                            ("mail", "the person was told"),
                            ("print", "printed"),
                            ("duplicate", "a duplicate was printed"),
                            ("take", "taken out by the person"),
                            ("reissue", "another one was issued in its place"),
                            ("revoke", "revoked"),
                        ],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="member of staff",
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deeds",
                        to="registrations.certificate",
                        verbose_name="certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "deed with a certificate",
                "verbose_name_plural": "deeds with certificates",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SignedList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        upload_to=registrations.models.signed_list.private_path,
                        verbose_name="file",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name of the file")),
                ("content_type", models.CharField(max_length=40, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("pages", models.PositiveSmallIntegerField(default=1, verbose_name="pages")),
                (
                    "list_number",
                    models.CharField(
                        blank=True,
                        help_text="E.g. LO-12-20260922-0815.",
                        max_length=40,
                        verbose_name="number on the list",
                    ),
                ),
                ("filed_at", models.DateTimeField(auto_now_add=True, verbose_name="filed")),
                (
                    "compared_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="compared"
                    ),
                ),
                (
                    "differences",
                    models.CharField(
                        blank=True,
                        help_text="Empty: nothing.",
                        max_length=500,
                        verbose_name="what differs from the ticks",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it was withdrawn"
                    ),
                ),
                (
                    "compared_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compared by",
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_lists",
                        to="events.eventday",
                        verbose_name="day",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_lists",
                        to="events.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filed by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "signed list",
                "verbose_name_plural": "signed lists",
                "ordering": ["day__starts_at", "filed_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "present"),
                            ("absent", "absent"),
                            ("excused", "excused"),
                        ],
                        max_length=10,
                        verbose_name="attendance before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "present"),
                            ("absent", "absent"),
                            ("excused", "excused"),
                        ],
                        max_length=10,
                        verbose_name="attendance after",
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="teaching hours attended"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("desk", "ticked by staff"),
                            ("code", "code on the phone"),
                            ("number", "number of the registration"),
                            ("paper", "from the signed list"),
                            ("walk_in", "came without a registration"),
                        ],
                        default="desk",
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "noted_at",
                    models.DateTimeField(
                        help_text="By the clock of the phone.", verbose_name="ticked"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="received")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ticks",
                        to="events.eventday",
                        verbose_name="day",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="registrations.participant",
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "tick",
                "verbose_name_plural": "ticks",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "present"),
                            ("absent", "absent"),
                            ("excused", "excused"),
                        ],
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: the whole day.",
                        null=True,
                        verbose_name="teaching hours attended",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="events.eventday",
                        verbose_name="day",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="registrations.participant",
                        verbose_name="participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "day"), name="attendance_is_one_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours", None), ("state", "present"), _connector="OR"),
                        name="attendance_hours_only_of_those_present",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)),
                fields=("participant",),
                name="certificate_in_force_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at", None),
                    models.Q(("revocation_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="certificate_revoked_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedlist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("day", "sha256"),
                name="signed_list_is_filed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="signed_list_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="tick",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before", models.F("after")), _negated=True),
                    models.Q(("after", ""), _negated=True),
                    _connector="OR",
                ),
                name="tick_says_something",
            ),
        ),
    ]
