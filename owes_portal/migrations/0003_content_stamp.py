"""Changes of the portal's own content move the content stamp."""

from django.db import migrations

from owes_portal.stamps import content, create_stamp

TABLES = (
    "owes_portal_accessibilitydeclaration",
    "owes_portal_consenttext",
    "owes_portal_contactperson",
    "owes_portal_county",
    "owes_portal_fundingmark",
    "owes_portal_municipality",
    "owes_portal_operator",
    "owes_portal_partner",
    "owes_portal_project",
    "owes_portal_project_counties",
    "owes_portal_project_marks",
    "owes_portal_project_partners",
    "owes_portal_topic",
)


class Migration(migrations.Migration):
    dependencies = [("owes_portal", "0002_initial")]
    operations = [create_stamp(), *(content(table) for table in TABLES)]
