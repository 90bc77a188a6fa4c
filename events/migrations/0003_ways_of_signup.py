"""Approval, invitations and sign-up elsewhere; offers, groups and places beyond the capacity."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_content_stamp"),
        ("owes_portal", "0004_optional_consents"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="event",
            name="event_is_never_overbooked",
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_threshold_in_per_cent",
        ),
        migrations.AddField(
            model_name="event",
            name="consents",
            field=models.ManyToManyField(
                blank=True,
                limit_choices_to={"kind__in": ("needs", "image", "other")},
                related_name="+",
                to="owes_portal.consenttext",
                verbose_name="consents that people may give",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="external_url",
            field=models.URLField(
                blank=True,
                help_text="For sign-up there.",
                verbose_name="address of the other website",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="extra_places",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="extra places"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="group_limit",
            field=models.PositiveSmallIntegerField(
                default=10, verbose_name="people in one registration, at most"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="names_by",
            field=models.DateTimeField(
                blank=True,
                help_text="Until then organisations fill in names they left open. Empty: until the event starts.",
                null=True,
                verbose_name="names are given by",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="offer_hours",
            field=models.PositiveSmallIntegerField(
                default=12,
                help_text="Counted from 8.00 to 20.00 on working days, until the event starts at most.",
                verbose_name="an offer is valid for (working hours)",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="outside_share",
            field=models.PositiveSmallIntegerField(
                default=20, verbose_name="people from outside the subregion, at most (%)"
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="signup_mode",
            field=models.CharField(
                choices=[
                    ("open", "open sign-up"),
                    ("approval", "sign-up with approval"),
                    ("invitation", "by invitation link"),
                    ("external", "sign-up on another website"),
                    ("none", "no sign-up"),
                ],
                default="open",
                max_length=10,
                verbose_name="way of sign-up",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "places_taken__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("capacity"), "+", models.F("extra_places")
                        ),
                    )
                ),
                name="event_is_never_overbooked",
                violation_error_message="More people than that have a place already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certificate_threshold__lte", 100), ("outside_share__lte", 100)
                ),
                name="event_shares_in_per_cent",
                violation_error_message="A share cannot be larger than 100%%.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signup_mode", "external"), _negated=True),
                    models.Q(("external_url", ""), _negated=True),
                    _connector="OR",
                ),
                name="event_external_signup_has_address",
                violation_error_message="Give the address of the website where people sign up.",
            ),
        ),
    ]
