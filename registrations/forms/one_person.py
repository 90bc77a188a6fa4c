"""One person's form by itself, after sign-up: behind the links and on the organiser's desk."""

from dataclasses import replace

from registrations.forms import consents
from registrations.forms.files import REMOVE, keep
from registrations.forms.person import NAMES, OTHER_NEED, PersonForm
from registrations.forms.questions import known_answers
from registrations.questions import asked, roots


class OnePersonForm(PersonForm):
    """With a `participant` it shows what is stored, to be changed; without one somebody is added.

    Days, needs and answers with their questions and files should be prefetched.
    """

    def __init__(self, registration, data=None, files=None, *, participant=None, **options):
        event, refused = registration.event, {}
        if data is not None:
            options["is_draft"] = REMOVE in data
            data, refused = keep(event, data, files)
        self.participant = participant
        lacking = registration.lacking_consents_to_needs()
        self.consents = [text.to_read() for text in lacking]
        questions = [question for question in asked(event) if question.is_for_each_person()]
        if participant:
            options |= {"given": participant.answers.all(), "initial": _stored(participant)}
        super().__init__(
            event,
            data,
            questions=questions,
            guarded=questions,
            known=_known(registration, questions),
            refused=refused,
            **options,
        )
        self.helper.layout.extend(consents.add_boxes(self, self.consents))

    def clean(self):
        cleaned = super().clean()
        self.refuse_files_of_others(self._is_own)
        if self.tells_needs():
            consents.ask_consent_to_needs(self, self.consents)
        return cleaned

    def _is_own(self, answer):
        return bool(self.participant) and answer.participant_id == self.participant.pk

    def person(self):
        return replace(super().person(), consents=consents.agreed(self, self.consents))


def _known(registration, questions):
    """Answers of the registration, if any of the questions depends on one."""
    depends = len(roots(questions)) > sum(one.shown_if is None for one in questions)
    return known_answers(registration) if depends else {}


def _stored(participant):
    """What is known of a participant, as the fields show it."""
    needs = {need.kind: need.description for need in participant.needs.all()}
    names = (*NAMES, "email", "diet", "wants_accommodation")
    return {name: getattr(participant, name) for name in names} | {
        "days": [str(day.pk) for day in participant.days.all()],
        "pickup_point": participant.pickup_point_id or "",
        "needs": list(needs),
        "needs_description": needs.get(OTHER_NEED, ""),
    }
