"""What every page knows."""

from django.conf import settings

from owes_portal.models.operator import current_operator


def portal(request):
    return {"operator": current_operator(), "site_url": settings.SITE_URL}
