"""Answers to an event's own questions: a column for each wording that was answered.

Who was asked in other words answered something else, so the wordings of a question never share one.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import Event
from owes_portal.spreadsheet import Column
from registrations.models import Answer, Question


def wordings_of(event: Event) -> list[Question]:
    """In the order of the form, the wordings of one question one after the other."""
    answered = event.questions.answered().order_by("version")
    places = {wording.thread: wording.position for wording in answered}
    return sorted(answered, key=lambda one: (places[one.thread], one.thread, one.version))


def column(wording: Question) -> Column:
    """„Skąd o nas wiesz? (wersja 2, do 3.10.2026)”: what was asked, and until when if no more."""
    if wording.is_current():
        return Column(wording.wording, 26)
    words = _("%(question)s (version %(version)d, until %(date)s)") % {
        "question": wording.wording,
        "version": wording.version,
        "date": date_format(timezone.localdate(wording.replaced_at), "SHORT_DATE_FORMAT"),
    }
    return Column(words, 26)


def given() -> ArraySubquery:
    """What a person answered, and what was asked once for the whole registration."""
    answers = Answer.objects.filter(
        Q(participant=OuterRef("pk")) | Q(participant=None),
        registration=OuterRef("registration"),
    )
    answer = JSONObject(question="question", values="values", file="upload__name")
    return ArraySubquery(answers.order_by("pk").values_list(answer))


def in_words(wordings: list[Question], answers: list[dict[str, Any]]) -> list[str]:
    """The answer to each wording, a file by its name; empty where there is none."""
    known = {answer["question"]: answer for answer in answers}
    return [_said(wording, known.get(wording.pk)) for wording in wordings]


def _said(wording: Question, answer: dict[str, Any] | None) -> str:
    if answer is None:
        return ""
    return answer["file"] or wording.in_words(answer["values"])
