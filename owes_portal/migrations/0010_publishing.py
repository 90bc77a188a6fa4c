"""Publishing: withdrawals, translations, versions, pictures, old addresses, the whole declaration."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from owes_portal.stamps import content

TABLES = (
    "owes_portal_page",
    "owes_portal_projectpicture",
)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("owes_portal", "0009_document_options"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="What follows the name of the website, for example /new,1147",
                        max_length=300,
                        unique=True,
                        verbose_name="old address",
                    ),
                ),
                (
                    "object_id",
                    models.PositiveBigIntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        help_text="A page of this website, for example /aktualnosci/otwarcie/",
                        max_length=300,
                        verbose_name="new address",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="ProjectPicture",
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
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("content", models.JSONField(verbose_name="content")),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="apps",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="mobile applications"
            ),
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="architecture_url",
            field=models.URLField(
                blank=True,
                db_default="",
                default="",
                verbose_name="address of a page on the building's accessibility",
            ),
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="burden",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="excessive costs"
            ),
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="exclusions",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                verbose_name="content that the act does not cover",
            ),
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="facilities",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="facilities and limits"
            ),
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="report_url",
            field=models.URLField(
                blank=True, db_default="", default="", verbose_name="address of the report"
            ),
        ),
        migrations.AddField(
            model_name="accessibilitydeclaration",
            name="shortcuts",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="keyboard shortcuts"
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="page",
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
            model_name="project",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="projects",
                to="owes_portal.contactperson",
                verbose_name="contact person",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="goals",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="goals"),
        ),
        migrations.AddField(
            model_name="project",
            name="joining",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="how to join and until when"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="results",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="effects, with numbers"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="support",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="what support we give"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="tasks",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="tasks"),
        ),
        migrations.AddField(
            model_name="project",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="project",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True,
                db_default=django.db.models.functions.datetime.Now(),
                verbose_name="last change",
            ),
        ),
        migrations.AddField(
            model_name="project",
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
            model_name="accessibilitydeclaration",
            name="shortcomings",
            field=models.TextField(
                blank=True, verbose_name="what does not conform with the annex to the act"
            ),
        ),
        migrations.AlterField(
            model_name="page",
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
            model_name="page",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True,
                db_default=django.db.models.functions.datetime.Now(),
                verbose_name="last change",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="description",
            field=models.TextField(blank=True, verbose_name="description"),
        ),
        migrations.AlterField(
            model_name="project",
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
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="page_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="project_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ),
        migrations.AddField(
            model_name="oldaddress",
            name="content_type",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="contenttypes.contenttype",
            ),
        ),
        migrations.AddField(
            model_name="projectpicture",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="owes_portal.project",
                verbose_name="project",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="content_type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="contenttypes.contenttype",
            ),
        ),
        migrations.AddIndex(
            model_name="oldaddress",
            index=models.Index(fields=["content_type", "object_id"], name="old_address_of_row"),
        ),
        migrations.AddConstraint(
            model_name="oldaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("content_type", None), ("object_id", None), ("target__startswith", "/")
                    ),
                    models.Q(
                        ("content_type__isnull", False),
                        ("object_id__isnull", False),
                        ("target", ""),
                    ),
                    _connector="OR",
                ),
                name="old_address_leads_to_one_page",
                violation_error_message="Give an address of this website; it starts with “/”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="oldaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__startswith", "/")),
                name="old_address_starts_with_a_slash",
                violation_error_message="The old address starts with “/”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_decorative", True), models.Q(("alt", ""), _negated=True), _connector="OR"
                ),
                name="projectpicture_is_described_or_decorative",
                violation_error_message="Write what can be seen, or tick “decorative”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectpicture",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                name="projectpicture_focus_is_in_the_picture",
                violation_error_message="A share cannot be larger than 100%%.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("content_type", "object_id", "number"), name="revision_numbered_once"
            ),
        ),
        *(content(table) for table in TABLES),
    ]
