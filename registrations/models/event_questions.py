"""An event as the administration builds its sign-up form."""

from django.utils.translation import gettext_lazy as _

from events.models import Event


class EventQuestions(Event):
    """The event once more; whoever may change the event builds the form too."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("sign-up form")
        verbose_name_plural = _("sign-up forms")
