"""What the organiser finds on her desk: decisions, offers, open names, questions, invitations."""

import uuid

from django.contrib.auth import get_user_model

from events.models import Event
from owes_portal.demo.events import Setting
from owes_portal.demo.signups import forget_mails
from owes_portal.models import Municipality
from registrations import services
from registrations.models import Invitation, Question, Registration
from registrations.models.states import Status

TRIP = "warsztaty-wyjazdowe-ostrowiec-baltow"
VISIT = "wizyta-w-spoldzielni-chelm"
FULL = "abc-ekonomii-spolecznej-tomaszow-lubelski"
CONFERENCE = "konferencja-iskra-w-gminie"
TAKEN = "trzy-rozmowy-z-ksiegowa"
MEETING = "narada-partnerow-projektu"
FITTING = "Osoba z terenu objętego projektem, jest wolne miejsce."
NOT_FITTING = "Ta wizyta jest dla organizacji. Zapraszamy na spotkanie informacyjne w Chełmie."
ILL = "Rezygnacja z powodu choroby."

STORY = {
    "kind": Question.Kind.YES_NO,
    "wording": "Czy chcesz krótko opowiedzieć, co robicie u siebie?",
    "hint": "Wystarczy pięć minut i jeden przykład.",
    "is_required": True,
}
TITLE_OF_STORY = {
    "kind": Question.Kind.TEXT,
    "wording": "O czym opowiesz?",
    "is_required": True,
}
EXPERIENCE = {
    "kind": Question.Kind.ONE_OF,
    "scope": Question.Scope.REGISTRATION,
    "wording": "Na jakim etapie jest Twój pomysł?",
    "options": ["dopiero myślę", "mamy grupę", "działamy jako organizacja"],
}
STATUTE = {
    "kind": Question.Kind.FILE,
    "scope": Question.Scope.REGISTRATION,
    "wording": "Załącz statut, jeśli chcesz, żebyśmy go przejrzeli",
    "hint": "PDF, JPG albo PNG, do 10 MB.",
}


def fill_desk(setting: Setting) -> None:
    """Everything that staff can do something about; call it while all events are open."""
    _ask_questions(Event.objects.get(slug=TRIP))
    _decide(Event.objects.get(slug=VISIT))
    _take_all_places(setting)
    _delegate(setting)
    _send_second_form(setting)
    touched = [TRIP, VISIT, CONFERENCE, TAKEN]
    forget_mails(Registration.objects.filter(event__slug__in=touched))
    _invite(Event.objects.get(slug=MEETING))


def _staff():
    return get_user_model().objects.filter(is_staff=True).order_by("pk").first()


def _ask_questions(event: Event) -> None:
    """Two of them only for those who answered another one in a certain way."""
    story = Question.objects.create(event=event, position=10, **STORY)
    Question.objects.create(
        event=event, position=20, shown_if=story, shown_if_answer=Question.YES, **TITLE_OF_STORY
    )
    stage = Question.objects.create(event=event, position=30, **EXPERIENCE)
    last = EXPERIENCE["options"][-1]
    Question.objects.create(
        event=event, position=40, shown_if=stage, shown_if_answer=last, **STATUTE
    )


def _decide(event: Event) -> None:
    """Accept some, refuse one, leave the others to whoever tries the portal."""
    pending = event.registrations.filter(participants__status=Status.PENDING).distinct()
    *accepted, refused = pending.order_by("pk")[:4]
    for registration in accepted:
        services.approve(registration, by=_staff(), reason=FITTING)
    services.refuse(refused, by=_staff(), reason=NOT_FITTING)


def free_a_place() -> None:
    """Somebody gives up, and the next on the list has an offer that nobody has answered yet.

    The offer counts from now to the true start of the event, so call it with the true dates.
    """
    event = Event.objects.get(slug=FULL)
    leaving = event.participants.confirmed().order_by("pk").first()
    services.cancel_people(leaving.registration, [leaving], services.by_person(ILL))
    forget_mails(event.registrations.all())


def _delegate(setting: Setting) -> None:
    """An organisation sends three people and names only one of them."""
    services.register(
        Event.objects.get(slug=CONFERENCE),
        services.Submission(
            key=uuid.uuid5(uuid.NAMESPACE_URL, "delegation"),
            contact=services.Contact(
                applicant=Registration.Applicant.ORGANISATION,
                name="Halina Bąk",
                email="delegacja@poczta.example",
                phone="+48840009901",
                organisation_name="Stowarzyszenie Nasze Roztocze",
                municipality=Municipality.objects.get(code="0620153"),
            ),
            people=[services.Person("Halina", "Bąk"), services.Person(), services.Person()],
            acknowledged=list(setting.consents.values()),
            together=True,
        ),
    )


def _take_all_places(setting: Setting) -> None:
    """One organisation comes with three people, and there is no waiting list."""
    names = [("Grażyna", "Sowa"), ("Kinga", "Maj"), ("Rafał", "Górski")]
    services.register(
        Event.objects.get(slug=TAKEN),
        services.Submission(
            key=uuid.uuid5(uuid.NAMESPACE_URL, "all places"),
            contact=services.Contact(
                applicant=Registration.Applicant.ORGANISATION,
                email="fundacja@poczta.example",
                organisation_name="Fundacja Jarzębina",
                municipality=Municipality.objects.get(code="0620153"),
            ),
            people=[services.Person(first, last) for first, last in names],
            acknowledged=list(setting.consents.values()),
            together=True,
        ),
    )


def _send_second_form(setting: Setting) -> None:
    """The same e-mail once more, with another person: its owner is asked what it is."""
    event = Event.objects.get(slug=TRIP)
    known = event.registrations.live().exclude(email="").filter(double_of=None).first()
    services.register(
        event,
        services.Submission(
            key=uuid.uuid5(uuid.NAMESPACE_URL, "second form"),
            contact=services.Contact(
                applicant=Registration.Applicant.RESIDENT,
                email=known.email,
                other_municipality="Lublin",
            ),
            people=[services.Person("Zenobia", "Wrona")],
            acknowledged=list(setting.consents.values()),
        ),
    )


def _invite(event: Event) -> None:
    invitation = Invitation(event=event, label="Gminy partnerskie", places=10, made_by=_staff())
    invitation.set_token()
    invitation.save()
