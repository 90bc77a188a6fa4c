"""One function per model, with boring defaults."""

import itertools
from datetime import date, timedelta
from io import BytesIO

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from events.models import Article, Event, EventDay
from owes_portal.models import (
    ConsentText,
    ContactPerson,
    County,
    FundingMark,
    Heartbeat,
    Municipality,
    Office,
    Operator,
    OutgoingMail,
    Page,
    Project,
    Topic,
)
from owes_portal.models.declaration import AccessibilityDeclaration
from owes_portal.models.publishing import Publishable
from registrations import services
from registrations.models import Invitation, Participant, Registration

_count = itertools.count(1)
PUBLISHED = {"status": Publishable.Status.PUBLISHED}


def published(**fields):
    return PUBLISHED | {"published_from": timezone.now() - timedelta(hours=1)} | fields


def user(**fields):
    return User.objects.create_user(**{"username": f"user{next(_count)}"} | fields)


def staff(**fields):
    return user(is_staff=True, is_superuser=True, **fields)


def permission(codename):
    """The right of that name; all of ours differ."""
    return Permission.objects.get(codename=codename)


def operator(**fields):
    return Operator.objects.create(
        **{
            "name": "Ośrodek Wsparcia Ekonomii Społecznej Iskra",
            "short_name": "OWES Iskra",
            "legal_name": "Stowarzyszenie Iskra",
            "mission": "Pomagamy mieszkańcom działać razem.",
            "subregion": "subregion chełmsko-zamojski",
            "street": "ul. Lwowska 1",
            "postal_code": "22-400",
            "city": "Zamość",
            "phone": "84 000 00 00",
            "email": "biuro@iskra.example",
            "data_protection_email": "iod@iskra.example",
        }
        | fields
    )


def declaration(**fields):
    return AccessibilityDeclaration.objects.create(
        **{
            "entity": "Stowarzyszenie Iskra",
            "site_published_on": date(2026, 1, 5),
            "site_updated_on": date(2026, 3, 2),
            "conformance": "full",
            "drawn_up_on": date(2026, 1, 5),
            "contact_name": "Anna Wrona",
            "contact_email": "dostepnosc@iskra.example",
            "contact_phone": "84 000 00 00",
            "architecture": "<p>Wejście bez progu.</p>",
            "communication": "<p>Tłumacz PJM na życzenie.</p>",
        }
        | fields
    )


def county(code="0620", **fields):
    fields = {"name": "zamojski"} | fields
    return County.objects.get_or_create(code=code, defaults=fields)[0]


def municipality(code="0620153", **fields):
    fields = {"name": "Zwierzyniec", "kind": "3", "county": county()} | fields
    return Municipality.objects.get_or_create(code=code, defaults=fields)[0]


def topic(**fields):
    number = next(_count)
    return Topic.objects.create(**{"name": f"temat {number}", "slug": f"temat-{number}"} | fields)


def office(**fields):
    return Office.objects.create(
        **{
            "name": "Biuro w Chełmie",
            "street": "ul. Kredowa 3",
            "postal_code": "22-100",
            "city": "Chełm",
        }
        | fields
    )


def contact_person(**fields):
    return ContactPerson.objects.create(
        **{"name": "Barbara Lipka", "role": "warsztaty", "phone": "84 000 00 01"} | fields
    )


def picture(colour="white", size=(170, 60)):
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return ContentFile(stream.getvalue(), "znak.png")


def funding_mark(rank=1, **fields):
    number = next(_count)
    return FundingMark.objects.create(
        **{"name": f"Znak {number}", "alt": f"Znak funduszu {number}", "image": picture()}
        | {"rank": rank}
        | fields
    )


def project(**fields):
    number = next(_count)
    return Project.objects.create(
        **published()
        | {
            "title": f"Iskra w gminie {number}",
            "slug": f"iskra-w-gminie-{number}",
            "number": "FELU.08.06-IZ.00-0001/24",
            "period": "2021-2027",
            "programme": "Fundusze Europejskie dla Lubelskiego 2021–2027",
            "fund": "Europejski Fundusz Społeczny Plus",
            "beneficiary": "Stowarzyszenie Iskra",
            "funding_sentence": "Projekt dofinansowany ze środków EFS+.",
            "lead": "Wspieramy organizacje.",
            "starts_on": date(2024, 1, 1),
            "ends_on": timezone.localdate() + timedelta(days=730),
        }
        | fields
    )


def consent_text(kind="privacy", **fields):
    number = next(_count)
    return ConsentText.objects.create(
        **{
            "kind": kind,
            "title": f"Klauzula {number}",
            "body": "<p>Administratorem jest Stowarzyszenie Iskra.</p>",
            "valid_from": date(2026, 1, 1),
        }
        | fields
    )


def page(**fields):
    number = next(_count)
    return Page.objects.create(
        **published()
        | {"title": f"Strona {number}", "slug": f"strona-{number}", "body": "<p>Treść.</p>"}
        | fields
    )


def mail(*, written_at=None, **fields):
    """A mail that waits, about nothing; nobody is nudged."""
    number = next(_count)
    made = OutgoingMail.objects.create(
        **{
            "template": "registrations/emails/confirmation",
            "recipient": f"osoba{number}@example.com",
            "subject": "Temat",
            "text": "Treść.",
            "html": "<p>Treść.</p>",
            "message_id": f"<{number}@portal.example>",
        }
        | fields
    )
    if written_at:
        queued_at = fields.get("queued_at", written_at)
        OutgoingMail.objects.filter(pk=made.pk).update(created_at=written_at, queued_at=queued_at)
    return made


def article(**fields):
    number = next(_count)
    return Article.objects.create(
        **published()
        | {
            "title": f"Aktualność {number}",
            "slug": f"aktualnosc-{number}",
            "lead": "Co się wydarzyło.",
            "body": "<p>Treść.</p>",
        }
        | fields
    )


def event(*, days=1, starts_at=None, **fields):
    """A published event in two weeks, of so many days from 9.00 to 15.00."""
    number = next(_count)
    made = Event.objects.create(
        **published()
        | {
            "title": f"Warsztaty {number}",
            "slug": f"warsztaty-{number}",
            "lead": "O czym będą.",
            "capacity": 20,
        }
        | fields
    )
    starts_at = starts_at or _nine_o_clock(timezone.now() + timedelta(days=14))
    for index in range(days):
        day(made, starts_at=starts_at + timedelta(days=index))
    made.copy_from_days()
    return made


def _nine_o_clock(moment):
    return timezone.localtime(moment).replace(hour=9, minute=0, second=0, microsecond=0)


def day(event, *, starts_at, hours=6, **fields):
    return EventDay.objects.create(
        event=event,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        **{"place": "Dom kultury", "address": "ul. Lipowa 2, Zwierzyniec"} | fields,
    )


def submission(*, people=1, key=None, acknowledged=(), together=None, invitation=None, **contact):
    """What the sign-up form hands to the service, for so many people or for those given."""
    number = next(_count)
    contact = {"applicant": "resident", "email": f"osoba{number}@example.com"} | contact
    parts = {"key": key} if key else {}
    return services.Submission(
        contact=services.Contact(**contact),
        people=_people(people),
        acknowledged=acknowledged,
        together=together,
        invitation=invitation,
        **parts,
    )


def _people(people):
    if isinstance(people, int):
        return [person(last_name=f"Kowal{'a' * index}") for index in range(people)]
    return people


def person(**fields):
    return services.Person(**{"first_name": "Anna", "last_name": "Kowal"} | fields)


def registration(event, **contact):
    """A registration made as a resident makes it."""
    return services.register(event, submission(**contact))


def invitation(event, **fields):
    made = Invitation(event=event, **{"label": "Partner z Chełma"} | fields)
    made.set_token()
    made.save()
    return made


def participant(event, *, days=None, **fields):
    """One person straight in the database, without lock, mail or counter; for papers and lists."""
    number = next(_count)
    made = Registration(
        event=event,
        applicant="resident",
        email=f"osoba{number}@example.com",
        number=f"W-2026-{number:04d}",
        **fields.pop("registration", {}),
    )
    made.set_token()
    made.save()
    one = Participant(
        registration=made,
        event=event,
        queued_at=timezone.now(),
        **{"first_name": "Anna", "last_name": "Kowal", "status": "confirmed"} | fields,
    )
    one.set_token()
    one.save()
    one.days.set(event.days.all() if days is None else days)
    return one


def living_worker(at=None):
    """Signs of life through all queues, just now or at that moment."""
    for queue in settings.QUEUES:
        Heartbeat.objects.update_or_create(queue=queue, defaults={"at": at or timezone.now()})
