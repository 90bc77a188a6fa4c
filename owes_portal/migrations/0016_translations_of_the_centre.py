from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("owes_portal", "0015_translations"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactperson",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="office",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="operator",
            name="translations",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
    ]
