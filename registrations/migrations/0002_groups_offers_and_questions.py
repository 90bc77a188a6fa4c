"""Groups, offers that hold a place, own questions with files, invitations and the log of changes."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import registrations.models.upload


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_content_stamp_of_consents"),
        ("owes_portal", "0004_optional_consents"),
        ("registrations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, verbose_name="answer"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
            },
        ),
        migrations.CreateModel(
            name="Change",
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
                            ("sign_up", "signed up"),
                            ("approve", "accepted by staff"),
                            ("refuse", "not accepted by staff"),
                            ("offer", "a place was offered"),
                            ("pass_over", "a place was offered to somebody further down"),
                            ("accept", "the offer was accepted"),
                            ("decline", "the offer was declined"),
                            ("expire", "the offer ended"),
                            ("withdraw", "the offer was withdrawn"),
                            ("give", "a place was given by staff"),
                            ("rejoin", "came back to the list"),
                            ("cancel", "cancelled"),
                            ("move", "moved to another event"),
                            ("merge", "joined with another registration"),
                            ("edit", "data changed"),
                            ("message", "message sent"),
                            ("capacity", "number of places changed"),
                        ],
                        max_length=10,
                        verbose_name="what happened",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "waits for a decision"),
                            ("confirmed", "has a place"),
                            ("waiting", "waiting list"),
                            ("offered", "has been offered a place"),
                            ("lapsed", "did not answer the offer in time"),
                            ("refused", "not accepted"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                        verbose_name="state before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "waits for a decision"),
                            ("confirmed", "has a place"),
                            ("waiting", "waiting list"),
                            ("offered", "has been offered a place"),
                            ("lapsed", "did not answer the offer in time"),
                            ("refused", "not accepted"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                        verbose_name="state after",
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                (
                    "is_over_capacity",
                    models.BooleanField(default=False, verbose_name="beyond the number of places"),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("person", "the person"),
                            ("staff", "staff"),
                            ("portal", "the portal"),
                        ],
                        default="portal",
                        max_length=10,
                        verbose_name="by whom",
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="when")),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "label",
                    models.CharField(
                        help_text="Only staff see this, e.g. the partner's name.",
                        max_length=120,
                        verbose_name="for whom",
                    ),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: no limit of its own.",
                        null=True,
                        verbose_name="for how many people",
                    ),
                ),
                (
                    "places_used",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="people signed up"
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="This moment still counts.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="taken back"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="LastLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "last look",
                "verbose_name_plural": "last looks",
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("thread", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "version",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("person", "asked for each person"),
                            ("registration", "asked once"),
                        ],
                        default="person",
                        max_length=12,
                        verbose_name="scope",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "short text"),
                            ("long_text", "long text"),
                            ("one_of", "one of several answers"),
                            ("several_of", "any of several answers"),
                            ("yes_no", "yes or no"),
                            ("number", "whole number"),
                            ("date", "date"),
                            ("file", "file (PDF, JPG or PNG)"),
                        ],
                        default="text",
                        max_length=10,
                        verbose_name="kind of answer",
                    ),
                ),
                ("wording", models.CharField(max_length=300, verbose_name="question")),
                ("hint", models.CharField(blank=True, max_length=300, verbose_name="hint")),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160),
                        blank=True,
                        default=list,
                        verbose_name="answers",
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(default=False, verbose_name="must be answered"),
                ),
                (
                    "shown_if_answer",
                    models.CharField(blank=True, max_length=160, verbose_name="is answered with"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="worded")),
                (
                    "replaced_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced"
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                        upload_to=registrations.models.upload.private_path,
                        verbose_name="file",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name of the file")),
                ("content_type", models.CharField(max_length=40, verbose_name="type")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="sent"
                    ),
                ),
            ],
            options={
                "verbose_name": "sent file",
                "verbose_name_plural": "sent files",
            },
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_is_given_once",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_is_one_per_event_and_email",
        ),
        migrations.RemoveIndex(
            model_name="participant",
            name="participant_holding_place",
        ),
        migrations.AddField(
            model_name="accessibilityneed",
            name="answer",
            field=models.CharField(blank=True, max_length=500, verbose_name="our answer"),
        ),
        migrations.AddField(
            model_name="accessibilityneed",
            name="answered_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="answered"
            ),
        ),
        migrations.AddField(
            model_name="accessibilityneed",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="answered by",
            ),
        ),
        migrations.AddField(
            model_name="accessibilityneed",
            name="told_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="told"),
        ),
        migrations.AddField(
            model_name="consent",
            name="withdrawn_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="own e-mail"),
        ),
        migrations.AddField(
            model_name="participant",
            name="key",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="offer_ends_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="offer valid until"),
        ),
        migrations.AddField(
            model_name="participant",
            name="token_hash",
            field=models.CharField(editable=False, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="contact_name",
            field=models.CharField(blank=True, max_length=160, verbose_name="contact person"),
        ),
        migrations.AddField(
            model_name="registration",
            name="double_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="registrations.registration",
                verbose_name="second form of",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="entered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entered by",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="keep_together",
            field=models.BooleanField(
                default=False,
                help_text="The people of the registration come together or not at all.",
                verbose_name="only all together",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="organisation_name",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="organisation as it was typed"
            ),
        ),
        migrations.AlterField(
            model_name="participant",
            name="first_name",
            field=models.CharField(blank=True, max_length=80, verbose_name="first name"),
        ),
        migrations.AlterField(
            model_name="participant",
            name="last_name",
            field=models.CharField(blank=True, max_length=80, verbose_name="surname"),
        ),
        migrations.AlterField(
            model_name="participant",
            name="status",
            field=models.CharField(
                choices=[
                    ("pending", "waits for a decision"),
                    ("confirmed", "has a place"),
                    ("waiting", "waiting list"),
                    ("offered", "has been offered a place"),
                    ("lapsed", "did not answer the offer in time"),
                    ("refused", "not accepted"),
                    ("cancelled", "cancelled"),
                ],
                max_length=10,
                verbose_name="status",
            ),
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
                ],
                default="web",
                max_length=10,
                verbose_name="source",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("status__in", ["confirmed", "offered"])),
                fields=["event"],
                name="participant_holding_place",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(
                condition=models.Q(("status", "offered")),
                fields=["offer_ends_at"],
                name="participant_offered",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("registration", "text"),
                name="consent_is_given_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offer_ends_at__isnull", False), ("status", "offered")),
                    models.Q(
                        models.Q(("status", "offered"), _negated=True), ("offer_ends_at", None)
                    ),
                    _connector="OR",
                ),
                name="participant_offer_has_an_end",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="participant",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="registrations.participant",
                verbose_name="participant",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="registrations.registration",
                verbose_name="registration",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="member of staff",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="participant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="registrations.participant",
                verbose_name="participant",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="made_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AddField(
            model_name="registration",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="registrations.invitation",
                verbose_name="invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                models.F("event"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(
                    ("cancelled_at", None),
                    ("double_of", None),
                    models.Q(("email", ""), _negated=True),
                ),
                name="registration_is_one_per_event_and_email",
            ),
        ),
        migrations.AddField(
            model_name="lastlook",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="lastlook",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="shown_if",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dependents",
                to="registrations.question",
                verbose_name="shown if this question",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="registrations.question",
                verbose_name="question",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="upload",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer",
                to="registrations.upload",
                verbose_name="file",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="change_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("places", None), ("places_used__lte", models.F("places")), _connector="OR"
                ),
                name="invitation_is_never_overused",
            ),
        ),
        migrations.AddConstraint(
            model_name="lastlook",
            constraint=models.UniqueConstraint(fields=("event", "person"), name="last_look_is_one"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                fields=("thread", "version"), name="question_version_is_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("thread",),
                name="question_is_current_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shown_if", None), ("shown_if_answer", "")),
                    models.Q(
                        ("shown_if__isnull", False),
                        models.Q(("shown_if_answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="question_condition_is_whole",
                violation_error_message="Give both the question and its answer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("question", "registration", "participant"),
                name="answer_is_given_once",
                nulls_distinct=False,
            ),
        ),
    ]
