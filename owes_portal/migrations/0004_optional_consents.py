"""Consents that people may give and withdraw."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("owes_portal", "0003_content_stamp"),
    ]

    operations = [
        migrations.AddField(
            model_name="consenttext",
            name="label",
            field=models.CharField(
                blank=True,
                help_text="For a consent, e.g. “I agree to be shown in pictures”.",
                max_length=200,
                verbose_name="words beside the box",
            ),
        ),
        migrations.AddField(
            model_name="consenttext",
            name="withdrawal_effect",
            field=models.CharField(
                blank=True,
                help_text="The person reads this before withdrawing the consent.",
                max_length=300,
                verbose_name="what happens when it is withdrawn",
            ),
        ),
        migrations.AlterField(
            model_name="consenttext",
            name="kind",
            field=models.CharField(
                choices=[
                    ("privacy", "information on data processing"),
                    ("rules", "rules of participation"),
                    ("needs", "consent to hold what people need"),
                    ("image", "consent to pictures"),
                    ("other", "another consent"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
    ]
