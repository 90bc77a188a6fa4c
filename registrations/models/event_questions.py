"""An event as the administration builds its sign-up form."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.models.event import EventQuerySet


class EventQuestionsQuerySet(EventQuerySet):
    def with_question_count(self):
        """Give each event its `question_count`: how many questions it asks now."""
        current = Q(questions__replaced_at=None)
        return self.annotate(question_count=Count("questions", filter=current))

    def for_copying_to(self, event):
        """Other events that ask something, the latest first."""
        return self.with_question_count().filter(question_count__gt=0).exclude(pk=event.pk)


class EventQuestions(Event):
    """The event once more; whoever may change the event builds its form too."""

    objects = EventQuestionsQuerySet.as_manager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("sign-up form")
        verbose_name_plural = _("sign-up forms")
