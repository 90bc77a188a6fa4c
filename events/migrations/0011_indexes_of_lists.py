"""Indexes for lists of ten thousand events and as many pieces of news."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0010_choice_of_wordings")]
    operations = [
        migrations.RemoveIndex(model_name="article", name="article_newest_first"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["-published_from", "-id"],
                include=("published_until",),
                name="article_newest_first",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["ends_at"],
                include=("published_from", "published_until"),
                name="event_by_end",
            ),
        ),
        migrations.AddIndex(
            model_name="eventday",
            index=models.Index(fields=["starts_at", "id"], name="event_day_nearest_first"),
        ),
    ]
