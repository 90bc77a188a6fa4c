"""Publishing: pictures, reports, series, the news strip; and news become content."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from owes_portal.stamps import content

TABLES = (
    "events_article",
    "events_article_partners",
    "events_article_topics",
    "events_articlepicture",
    "events_eventpicture",
    "events_eventseries",
    "events_schedulechange",
    "events_stripplace",
)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_schedule"),
        ("owes_portal", "0010_publishing"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticlePicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(max_length=200, upload_to="pictures/", verbose_name="picture"),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "widths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), editable=False
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="One sentence for people who do not see the picture.",
                        max_length=250,
                        verbose_name="what can be seen",
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It says nothing that the text does not say.",
                        verbose_name="decorative",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                ("author", models.CharField(max_length=120, verbose_name="author of the picture")),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc0", "CC0 1.0"),
                            ("cc-by", "CC BY 4.0"),
                            ("cc-by-sa", "CC BY-SA 4.0"),
                            ("cc-by-nc", "CC BY-NC 4.0"),
                            ("reserved", "all rights reserved"),
                            ("unknown", "not settled"),
                        ],
                        default="reserved",
                        max_length=10,
                        verbose_name="licence",
                    ),
                ),
                (
                    "likeness",
                    models.CharField(
                        choices=[
                            ("nobody", "nobody can be recognised"),
                            ("consent", "everybody who can be recognised has agreed"),
                            (
                                "public",
                                "a crowd or public figures (article 81 of the Copyright Act)",
                            ),
                        ],
                        max_length=10,
                        verbose_name="people in the picture",
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="what matters is at (% from the left)",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="what matters is at (% from the top)",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(max_length=200, upload_to="pictures/", verbose_name="picture"),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "widths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), editable=False
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="One sentence for people who do not see the picture.",
                        max_length=250,
                        verbose_name="what can be seen",
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It says nothing that the text does not say.",
                        verbose_name="decorative",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=250, verbose_name="caption")),
                ("author", models.CharField(max_length=120, verbose_name="author of the picture")),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc0", "CC0 1.0"),
                            ("cc-by", "CC BY 4.0"),
                            ("cc-by-sa", "CC BY-SA 4.0"),
                            ("cc-by-nc", "CC BY-NC 4.0"),
                            ("reserved", "all rights reserved"),
                            ("unknown", "not settled"),
                        ],
                        default="reserved",
                        max_length=10,
                        verbose_name="licence",
                    ),
                ),
                (
                    "likeness",
                    models.CharField(
                        choices=[
                            ("nobody", "nobody can be recognised"),
                            ("consent", "everybody who can be recognised has agreed"),
                            (
                                "public",
                                "a crowd or public figures (article 81 of the Copyright Act)",
                            ),
                        ],
                        max_length=10,
                        verbose_name="people in the picture",
                    ),
                ),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="what matters is at (% from the left)",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="what matters is at (% from the top)",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StripPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                        unique=True,
                        verbose_name="place",
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty if it should stay.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
            ],
            options={
                "verbose_name": "place in the news strip",
                "verbose_name_plural": "news strip",
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="is_report",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="After the event its page shows this text.",
                verbose_name="report of the event",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="article",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True,
                db_default=django.db.models.functions.datetime.Now(),
                verbose_name="last change",
            ),
        ),
        migrations.AddField(
            model_name="article",
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
        migrations.AddField(
            model_name="attachment",
            name="is_material",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Shown with the report after the event.",
                verbose_name="material from the event",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="people_came",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Shown with the report.",
                null=True,
                verbose_name="people who came",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="event",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True,
                db_default=django.db.models.functions.datetime.Now(),
                verbose_name="last change",
            ),
        ),
        migrations.AddField(
            model_name="event",
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
            model_name="article",
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
        migrations.AlterField(
            model_name="event",
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
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="article_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_report", False), ("event__isnull", False), _connector="OR"),
                name="article_report_is_of_an_event",
                violation_error_message="Choose the event that this is the report of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_report", True)),
                fields=("event",),
                name="article_one_report_an_event",
                violation_error_message="There is a report of this event already.",
            ),
        ),
        migrations.AddField(
            model_name="articlepicture",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="events.article",
                verbose_name="piece of news",
            ),
        ),
        migrations.AddField(
            model_name="eventpicture",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="events",
                to="events.eventseries",
                verbose_name="series",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="event_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ),
        migrations.AddField(
            model_name="stripplace",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="strip_places",
                to="events.article",
                verbose_name="piece of news",
            ),
        ),
        migrations.AddField(
            model_name="stripplace",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="strip_places",
                to="events.event",
                verbose_name="event",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlepicture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_decorative", True), models.Q(("alt", ""), _negated=True), _connector="OR"
                ),
                name="articlepicture_is_described_or_decorative",
                violation_error_message="Write what can be seen, or tick “decorative”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlepicture",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                name="articlepicture_focus_is_in_the_picture",
                violation_error_message="A share cannot be larger than 100%%.",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_decorative", True), models.Q(("alt", ""), _negated=True), _connector="OR"
                ),
                name="eventpicture_is_described_or_decorative",
                violation_error_message="Write what can be seen, or tick “decorative”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                name="eventpicture_focus_is_in_the_picture",
                violation_error_message="A share cannot be larger than 100%%.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stripplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__range", (1, 5))), name="strip_place_is_one_of_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="stripplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article", None), ("event__isnull", False)),
                    models.Q(("article__isnull", False), ("event", None)),
                    _connector="OR",
                ),
                name="strip_place_shows_one_thing",
                violation_error_message="Choose a piece of news or an event, not both.",
            ),
        ),
        *(content(table) for table in TABLES),
    ]
