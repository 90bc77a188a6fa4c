"""The pages that the footer named until now keep their places in it."""

from django.db import migrations

SLUGS = (
    "o-nas",
    "oferta",
    "ochrona-danych",
    "regulamin",
    "regulamin-serwisu",
    "o-nas-latwe-do-czytania",
    "polski-jezyk-migowy",
    "about-us",
    "pro-nas",
)


def keep_places(apps, schema_editor):
    pages = apps.get_model("owes_portal", "Page").objects
    for place, slug in enumerate(SLUGS, start=1):
        pages.filter(slug=slug).update(footer_position=10 * place)


class Migration(migrations.Migration):
    dependencies = [("owes_portal", "0013_offices_and_footer")]

    operations = [migrations.RunPython(keep_places, migrations.RunPython.noop, elidable=True)]
