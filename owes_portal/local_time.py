"""Hours that people type in Polish time, also when the clock is put back or forward: docs/time.md."""

from datetime import UTC, datetime
from functools import partial

from django import forms
from django.db import models
from django.utils import timezone

# Fields of the administration whose moment closes or ends something.
CLOSING = {"ends_at", "expires_at", "names_by", "published_until", "signup_closes_at"}


def resolve(naive: datetime, *, closes: bool) -> datetime:
    """Return the moment, in UTC, that is meant by an hour that was typed.

    An hour that happens twice: the second if it closes something, otherwise the first. An hour that
    never happens: the moment when the clock jumps over it.
    """
    zone = timezone.get_current_timezone()
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() < second.utcoffset():
        # Polish clocks jump from 2.00 to 3.00.
        return first.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    return (second if closes else first).astimezone(UTC)


def is_doubled(local: datetime) -> bool:
    """Tell whether the local hour of an existing moment happens twice that day."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _shown(naive):
    """As an input shows it, without seconds."""
    return naive.replace(second=0, microsecond=0)


class LocalMomentField(forms.SplitDateTimeField):
    """A day and an hour in Polish time; Django's own field refuses an hour that happens twice."""

    def __init__(self, *, closes, **kwargs):
        super().__init__(**kwargs)
        self.closes = closes
        self.stored = None

    def get_bound_field(self, form, field_name):
        """Remember the stored moment: what is shown of it may stand for another one as well."""
        self.stored = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value):
        """An address of the administration may bring any text to start with; Django falls over it."""
        return None if isinstance(value, str) else value

    def compress(self, data_list):
        if not data_list:
            return None
        naive = self._combine(*data_list)
        if self.stored and _shown(timezone.make_naive(self.stored)) == _shown(naive):
            return self.stored
        try:
            return resolve(naive, closes=self.closes)
        except OverflowError as error:
            raise self._invalid("invalid_date") from error

    def _combine(self, day, hour):
        if day is None:
            raise self._invalid("invalid_date")
        if hour is None:
            raise self._invalid("invalid_time")
        return datetime.combine(day, hour)

    def _invalid(self, code):
        return forms.ValidationError(self.error_messages[code], code=code)


class LocalMoments:
    """A ModelAdmin, or an inline of it, where every moment is typed into a LocalMomentField."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateTimeField):
            kwargs["form_class"] = partial(LocalMomentField, closes=db_field.name in CLOSING)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
