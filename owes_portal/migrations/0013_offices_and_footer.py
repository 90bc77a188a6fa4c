"""Offices beside the one of the operator, how accessible they are, and pages that the footer leads to."""

from django.db import migrations, models

from owes_portal.stamps import content

TABLES = ("owes_portal_office", "owes_portal_office_counties")


class Migration(migrations.Migration):
    dependencies = [
        ("owes_portal", "0010_publishing"),
    ]

    operations = [
        migrations.AddField(
            model_name="operator",
            name="accessible_entrance",
            field=models.CharField(blank=True, max_length=200, verbose_name="entrance"),
        ),
        migrations.AddField(
            model_name="operator",
            name="accessible_lift",
            field=models.CharField(blank=True, max_length=200, verbose_name="lift"),
        ),
        migrations.AddField(
            model_name="operator",
            name="accessible_parking",
            field=models.CharField(blank=True, max_length=200, verbose_name="parking"),
        ),
        migrations.AddField(
            model_name="operator",
            name="accessible_toilet",
            field=models.CharField(blank=True, max_length=200, verbose_name="toilet"),
        ),
        migrations.AddField(
            model_name="operator",
            name="has_induction_loop",
            field=models.BooleanField(default=False, verbose_name="induction loop"),
        ),
        migrations.AddField(
            model_name="operator",
            name="has_quiet_room",
            field=models.BooleanField(default=False, verbose_name="quiet room"),
        ),
        migrations.AddField(
            model_name="operator",
            name="has_sign_language",
            field=models.BooleanField(default=False, verbose_name="Polish sign language"),
        ),
        migrations.AddField(
            model_name="operator",
            name="sign_language_url",
            field=models.URLField(
                blank=True,
                help_text="The address at which a deaf person reaches an interpreter.",
                verbose_name="online interpreter of Polish Sign Language",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="footer_position",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="10 stands before 20. Empty: the footer does not lead here.",
                null=True,
                verbose_name="place in the footer",
            ),
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "accessible_entrance",
                    models.CharField(blank=True, max_length=200, verbose_name="entrance"),
                ),
                (
                    "accessible_lift",
                    models.CharField(blank=True, max_length=200, verbose_name="lift"),
                ),
                (
                    "accessible_toilet",
                    models.CharField(blank=True, max_length=200, verbose_name="toilet"),
                ),
                (
                    "accessible_parking",
                    models.CharField(blank=True, max_length=200, verbose_name="parking"),
                ),
                (
                    "has_induction_loop",
                    models.BooleanField(default=False, verbose_name="induction loop"),
                ),
                (
                    "has_sign_language",
                    models.BooleanField(default=False, verbose_name="Polish sign language"),
                ),
                ("has_quiet_room", models.BooleanField(default=False, verbose_name="quiet room")),
                ("street", models.CharField(max_length=120, verbose_name="street and number")),
                ("postal_code", models.CharField(max_length=6, verbose_name="postal code")),
                ("city", models.CharField(max_length=80, verbose_name="town")),
                ("directions", models.TextField(blank=True, verbose_name="how to reach us")),
                (
                    "office_hours",
                    models.CharField(blank=True, max_length=120, verbose_name="office hours"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=100, verbose_name="order on the contact page"
                    ),
                ),
                (
                    "counties",
                    models.ManyToManyField(
                        blank=True,
                        related_name="offices",
                        to="owes_portal.county",
                        verbose_name="counties served",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "offices",
                "ordering": ["position", "name"],
            },
        ),
        *map(content, TABLES),
    ]
