"""An event's own questions: a wording that was answered never changes, it is replaced."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event


class QuestionQuerySet(models.QuerySet):
    def current(self):
        """The wordings that are asked now, in their order. See also Question.is_current()."""
        return self.filter(replaced_at=None).order_by("position", "pk")

    def answered(self):
        """The wordings to which there is an answer. See also Question.is_answered()."""
        answers = Question.answers.rel.related_model.objects.filter(question=OuterRef("pk"))
        return self.filter(Exists(answers))


class Question(models.Model):
    """One wording of a question; the wordings of one question share its `thread`."""

    class Kind(models.TextChoices):
        TEXT = "text", _("short text")
        LONG_TEXT = "long_text", _("long text")
        ONE_OF = "one_of", _("one of several answers")
        SEVERAL_OF = "several_of", _("any of several answers")
        YES_NO = "yes_no", _("yes or no")
        NUMBER = "number", _("whole number")
        DATE = "date", _("date")
        FILE = "file", _("file (PDF, JPG or PNG)")

    class Scope(models.TextChoices):
        PERSON = "person", _("asked for each person")
        REGISTRATION = "registration", _("asked once")

    WITH_OPTIONS = (Kind.ONE_OF, Kind.SEVERAL_OF)
    # Kinds on whose answer another question may depend.
    CONDITIONS = (Kind.ONE_OF, Kind.SEVERAL_OF, Kind.YES_NO)
    YES, NO = "yes", "no"

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="questions", verbose_name=_("event")
    )
    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    scope = models.CharField(_("scope"), max_length=12, choices=Scope, default=Scope.PERSON)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind, default=Kind.TEXT)
    wording = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    options = ArrayField(
        models.CharField(max_length=160), verbose_name=_("answers"), default=list, blank=True
    )
    is_required = models.BooleanField(_("must be answered"), default=False)
    shown_if = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dependents",
        verbose_name=_("shown if this question"),
    )
    shown_if_answer = models.CharField(_("is answered with"), max_length=160, blank=True)
    created_at = models.DateTimeField(_("worded"), auto_now_add=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(fields=["thread", "version"], name="question_version_is_one"),
            models.UniqueConstraint(
                fields=["thread"], condition=Q(replaced_at=None), name="question_is_current_once"
            ),
            models.CheckConstraint(
                condition=Q(shown_if=None, shown_if_answer="")
                | (Q(shown_if__isnull=False) & ~Q(shown_if_answer="")),
                name="question_condition_is_whole",
                violation_error_message=_("Give both the question and its answer."),
            ),
        ]

    def __str__(self):
        return self.wording

    @property
    def field_name(self):
        """Its name in forms: the same for all versions, so that typed answers survive a change."""
        return f"q-{self.thread.hex}"

    @classmethod
    def answers_of(cls, kind, options):
        """The answers of that kind on which another question may depend."""
        if kind == cls.Kind.YES_NO:
            return [cls.YES, cls.NO]
        return list(options) if kind in cls.CONDITIONS else []

    def is_current(self):
        return self.replaced_at is None

    def is_answered(self):
        return self.answers.exists()

    def is_for_each_person(self):
        return self.scope == self.Scope.PERSON

    def in_words(self, values):
        """An answer to it as a person reads it."""
        words = {Question.YES: _("yes"), Question.NO: _("no")}
        is_yes_no = self.kind == Question.Kind.YES_NO
        return ", ".join(str(words.get(one, one)) if is_yes_no else one for one in values)

    def is_shown(self, answers):
        """Whether it is asked at all, given `{thread: value or list of values}` of the others."""
        if self.shown_if_id is None:
            return True
        given = answers.get(self.shown_if.thread, "")
        return self.shown_if_answer in (given if isinstance(given, list) else [given])

    def replace(self, at=None):
        """Ask it no more; answers keep pointing to it."""
        self.replaced_at = at or timezone.now()
        self.save(update_fields=["replaced_at"])


class Answer(models.Model):
    """What was answered to one wording, by the registration or for one of its people."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="answers", verbose_name=_("question")
    )
    registration = models.ForeignKey(
        "registrations.Registration",
        models.CASCADE,
        related_name="answers",
        verbose_name=_("registration"),
    )
    participant = models.ForeignKey(
        "registrations.Participant",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("participant"),
    )
    values = ArrayField(models.TextField(), verbose_name=_("answer"), default=list)
    upload = models.OneToOneField(
        "registrations.Upload",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answer",
        verbose_name=_("file"),
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "registration", "participant"],
                nulls_distinct=False,
                name="answer_is_given_once",
            )
        ]

    def __str__(self):
        return ", ".join(self.values)

    def in_words(self):
        """As a person reads it; a file by its name."""
        if self.upload_id:
            return str(self.upload)
        return self.question.in_words(self.values)
