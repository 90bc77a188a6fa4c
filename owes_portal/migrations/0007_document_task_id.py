"""Which task builds a document, so that it may go on when its worker has died."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("owes_portal", "0006_mail_on_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="task_id",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=40),
        ),
    ]
