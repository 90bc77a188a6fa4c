"""News and events in the administration."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events import quality, services
from events.admin_strip import StripPlaceAdmin
from events.forms import SurveyAddress
from events.models import (
    Article,
    ArticlePicture,
    Attachment,
    Event,
    EventDay,
    EventPicture,
    EventSeries,
    PickupPoint,
    StripPlace,
    Trainer,
)
from events.models.announced import Announced
from owes_portal.editing import workflow
from owes_portal.editing.admin import ON_THE_SITE, ContentAdmin
from owes_portal.editing.forms import ContentForm
from owes_portal.editing.pictures import PictureInline
from owes_portal.local_time import LocalMoments
from owes_portal.models import ConsentText

# After these steps its days are in the schedule no more, and its words in no paper of it.
TAKEN_BACK = (workflow.ARCHIVE.name, workflow.WITHDRAW.name)

admin.site.register(StripPlace, StripPlaceAdmin)

AFTER, CANCEL = _("After the event"), _("Cancel the event")


@admin.register(Trainer)
class TrainerAdmin(admin.ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]


@admin.register(EventSeries)
class EventSeriesAdmin(admin.ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]


class ArticlePictureInline(PictureInline):
    model = ArticlePicture


@admin.register(Article)
class ArticleAdmin(ContentAdmin):
    inlines = [ArticlePictureInline]
    list_display = ["title", "status", "happened_on", "project"]
    list_filter = ["status", "topics", "project"]
    list_select_related = ["project"]
    search_fields = ["title", "lead"]
    date_hierarchy = "published_from"
    autocomplete_fields = ["event"]
    fieldsets = [
        (None, {"fields": ["title", "lead", "body", "happened_on"]}),
        (
            _("What it belongs to"),
            {"fields": ["project", ("event", "is_report"), "partners", "topics"]},
        ),
        ON_THE_SITE,
    ]

    def advice(self, row):
        return [*super().advice(row), *quality.of_article(row)]

    def get_changeform_initial_data(self, request):
        """The form of a report starts with what is known of its event."""
        pk = request.GET.get("report_of", "")
        event = Event.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        if event:
            return services.report_to_start_with(event)
        return super().get_changeform_initial_data(request)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        services.note_people(obj)


class EventForm(ContentForm):
    audience = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=Event.Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        field_classes = {"survey_url": SurveyAddress}

    def clean_capacity(self):
        """Check the number of places, and leave its change to what is called after the saving.

        The row is locked by now, so nobody can take a place in between.
        """
        self.capacity = self.cleaned_data["capacity"]
        if self.instance.pk is None:
            return self.capacity
        confirmed = self.instance.participants.confirmed().count()
        if self.capacity < min(confirmed, self.instance.capacity):
            raise forms.ValidationError(
                ngettext(
                    "%(count)d person has a place already. Capacity cannot be smaller.",
                    "%(count)d people have a place already. Capacity cannot be smaller.",
                    confirmed,
                )
                % {"count": confirmed}
            )
        return self.instance.capacity

    def clean(self):
        cleaned = super().clean()
        if self.instance.is_cancelled() and not cleaned.get("cancellation_reason"):
            self.add_error("cancellation_reason", _("Say why the event is cancelled."))
        return cleaned


class EventDayForm(forms.ModelForm):
    def clean(self):
        """Said before Django does, which would name every single row in the way."""
        cleaned = super().clean()
        day = self.instance
        if cleaned.get("DELETE") and (day.attendances.exists() or day.signed_lists.exists()):
            del cleaned["DELETE"]
            raise forms.ValidationError(
                _("Attendance was noted on %(day)s, so it cannot be deleted.") % {"day": day}
            )
        return cleaned


class EventDayFormSet(forms.BaseInlineFormSet):
    def clean(self):
        """A day that people have chosen must not vanish from their registrations unseen."""
        super().clean()
        if len(self.deleted_forms) == len(self.forms):
            raise forms.ValidationError(
                _("An event has at least one day. Change this one instead.")
            )
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.participants.exists():
                raise forms.ValidationError(
                    _("People are signed up for %(day)s, so it cannot be deleted.")
                    % {"day": form.instance}
                )


class EventDayInline(LocalMoments, admin.StackedInline):
    model = EventDay
    form = EventDayForm
    formset = EventDayFormSet
    template = "owes_portal/staff/_stacked.html"
    comes_early = True
    words_to_add = _("Add a day")
    words_for_new = _("New day")
    extra = 0
    min_num = 1
    fields = [
        ("starts_at", "ends_at"),
        ("place", "address"),
        ("topic", "trainer"),
        "directions",
    ]


class PickupPointInline(LocalMoments, admin.TabularInline):
    model = PickupPoint
    words_to_add = _("Add a pick-up point")
    extra = 0


class AttachmentInline(admin.TabularInline):
    model = Attachment
    words_to_add = _("Add a file")
    extra = 0
    fields = ["title", "file", "is_material", "page_count", "is_tagged"]
    readonly_fields = ["page_count", "is_tagged"]


class EventPictureInline(PictureInline):
    model = EventPicture
    comes_early = False


@admin.register(Event)
class EventAdmin(ContentAdmin):
    form = EventForm
    inlines = [EventDayInline, PickupPointInline, AttachmentInline, EventPictureInline]
    list_display = [
        "title",
        "kind",
        "starts_at",
        "status",
        "places",
        "signups",
        "questions",
    ]
    list_filter = [
        "status",
        "kind",
        "project",
        "counties",
        ("series", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["title", "lead"]
    date_hierarchy = "starts_at"
    change_form_template = "events/admin/change_form.html"
    fieldsets = [
        (None, {"fields": ["title", "kind", "lead", "programme"]}),
        (
            _("Sign-up"),
            {
                "fields": [
                    ("signup_mode", "external_url"),
                    ("capacity", "has_waiting_list"),
                    ("signup_opens_at", "signup_closes_at"),
                    ("rules", "privacy_notice"),
                    "consents",
                ]
            },
        ),
        (
            _("Sign-up: limits, offers and groups"),
            {
                "classes": ["collapse"],
                "description": _("Usually these may stay as they are."),
                "fields": [("group_limit", "outside_share"), ("offer_hours", "names_by")],
            },
        ),
        (_("Who stands behind it"), {"fields": ["project", "contact", "partners", "topics"]}),
        (
            _("For whom and what we provide"),
            {
                "fields": [
                    "audience",
                    "counties",
                    ("is_free", "price_note"),
                    ("has_catering", "has_accommodation", "has_transport"),
                ]
            },
        ),
        (
            _("Accessibility of the venue"),
            {
                "fields": [
                    "accessible_entrance",
                    "accessible_lift",
                    "accessible_toilet",
                    "accessible_parking",
                    ("has_induction_loop", "has_sign_language", "has_quiet_room"),
                    "needs_by",
                ]
            },
        ),
        (
            _("Certificates, survey and series"),
            {
                "classes": ["collapse"],
                "fields": [("certificate_threshold", "survey_url"), "series"],
            },
        ),
        (
            AFTER,
            {
                "description": _(
                    "The report itself is a piece of news: the button “Make the report” opens its "
                    "form filled in. Materials are attachments marked as such."
                ),
                "fields": ["people_came"],
            },
        ),
        (
            CANCEL,
            {
                "classes": ["collapse"],
                "description": _(
                    "As soon as a reason stands here, the event is cancelled. Everybody reads the "
                    "reason: on the page of the event and in the e-mail to people who are signed up. "
                    "After saving you see that e-mail; it goes out a quarter of an hour later."
                ),
                "fields": ["cancellation_reason"],
            },
        ),
        ON_THE_SITE,
    ]

    def get_fieldsets(self, request, obj=None):
        """What is asked of an event that is over, or can be called off, is not asked of others."""
        early = {AFTER: obj and obj.is_over(), CANCEL: obj and obj.has_appeared()}
        parts = super().get_fieldsets(request, obj)
        return [(name, options) for name, options in parts if early.get(name, True)]

    def get_list_display(self, request):
        """Nobody is led to the people of an event who may not see them."""
        shown = super().get_list_display(request)
        if request.user.has_perm("registrations.view_participant"):
            return shown
        return [name for name in shown if name != "signups"]

    def advice(self, row):
        return [*super().advice(row), *quality.of_event(row)]

    def get_changeform_initial_data(self, request):
        """Whoever signs up has to know the rules and what becomes of the data: they are chosen."""
        chosen = {
            "rules": in_force(ConsentText.Kind.RULES),
            "privacy_notice": in_force(ConsentText.Kind.PRIVACY_NOTICE),
        }
        return chosen | super().get_changeform_initial_data(request)

    @admin.display(description=_("places taken"))
    def places(self, event):
        return f"{event.places_taken} / {event.capacity}"

    @admin.display(description=_("registrations"))
    def signups(self, event):
        ways = [("workspace", _("See the registrations")), ("papers", _("See the papers"))]
        links = ((reverse(f"registrations:{page}", args=[event.pk]), name) for page, name in ways)
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links)

    @admin.display(description=_("sign-up form"))
    def questions(self, event):
        address = reverse("admin:registrations_eventquestions_change", args=[event.pk])
        return format_html('<a href="{}">{}</a>', address, _("Questions of the form"))

    def save_model(self, request, obj, form, change):
        form.announced = Announced.of(obj) if change else None
        if obj.cancellation_reason and not obj.is_cancelled():
            obj.cancelled_at = timezone.now()
        super().save_model(request, obj, form, change)

    def settle(self, form):
        form.instance.copy_from_days()

    def rehearse(self, form):
        event = form.instance
        capacity = max(form.capacity, event.places_taken - event.extra_places)
        Event.objects.filter(pk=event.pk).update(capacity=capacity)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.step in TAKEN_BACK:
            services.keep_schedule(timezone.now())
        tell = import_string(settings.EVENT_SAVED)
        told = tell(form.instance, form.capacity, before=form.announced, by=request.user)
        if told:
            messages.warning(request, told)


def in_force(kind):
    """The newest wording that holds today, in the language of the portal."""
    known = ConsentText.objects.filter(kind=kind, translation_of=None)
    held = known.filter(valid_from__lte=timezone.localdate())
    return held.order_by("valid_from", "version").last()
