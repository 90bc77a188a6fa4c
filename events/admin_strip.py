"""The news strip in the administration: five places, what stands in them, and until when."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from events.models import StripPlace
from events.strip import news_strip
from owes_portal.editing.again import SavesAgain
from owes_portal.editing.outlook import outlook
from owes_portal.local_time import LocalMoments


class StripPlaceForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = StripPlace.objects.exclude(pk=self.instance.pk)
        taken = set(others.values_list("position", flat=True))
        self.fields["position"].choices = [p for p in StripPlace.PLACES if p[0] not in taken]

    def clean(self):
        """Said here, for the constraint of the table would say the same of nothing and of both."""
        cleaned = super().clean()
        article, event = cleaned.get("article"), cleaned.get("event")
        if not article and not event:
            self.add_error("article", _("Choose a piece of news or an event."))
        if article and event:
            self.add_error("event", _("Choose a piece of news or an event, not both."))
        return cleaned


class StripPlaceAdmin(SavesAgain, LocalMoments, admin.ModelAdmin):
    form = StripPlaceForm
    list_display = ["position", "shows", "until", "now"]
    list_display_links = ["position", "shows"]
    list_select_related = ["article", "event"]
    autocomplete_fields = ["article", "event"]
    fields = ["position", "article", "event", "until"]
    change_list_template = "events/staff/strip.html"

    def changelist_view(self, request, extra_context=None):
        """With what visitors see now: free places are filled with the newest news."""
        shown = {"title": _("News strip of the home page"), "news_strip": news_strip()}
        return super().changelist_view(request, shown | (extra_context or {}))

    def add_view(self, request, form_url="", extra_context=None):
        """A form without a place to choose would lead nowhere."""
        if request.method == "GET" and StripPlace.objects.count() == len(StripPlace.PLACES):
            messages.info(request, _("All five are taken. Change one of them."))
            return redirect("admin:events_stripplace_changelist")
        return super().add_view(request, form_url, extra_context)

    @admin.display(description=_("what it shows"))
    def shows(self, place):
        return place.shows

    @admin.display(description=_("now"))
    def now(self, place):
        if not place.is_shown():
            return _("Not shown: its time is over.")
        if not place.shows.is_published():
            return _("Not shown. %(outlook)s") % {"outlook": outlook(place.shows)}
        return _("Shown.")
