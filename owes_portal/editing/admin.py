"""The administration of what is published."""

from django.contrib import admin

from owes_portal.addresses import AddressFromTitle
from owes_portal.local_time import LocalMoments


class ContentAdmin(LocalMoments, admin.ModelAdmin):
    """Base of the administration of every Publishable."""

    form = AddressFromTitle
