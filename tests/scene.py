"""A portal with one of everything, and the address of each of its pages."""

from dataclasses import replace

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from events.models import ScheduleChange, ScheduledDay
from owes_portal import pictures, posters
from owes_portal.editing import preview
from owes_portal.models import DeadAddress, Document, OutgoingMail
from owes_portal.models.operator import current_operator
from registrations import services
from registrations.models import AccessibilityNeed
from tests import factories
from tests.factories_files import sent_file
from tests.factories_library import attachment, innovation, pdf, publication_file
from tests.factories_papers import attendee, certificate, past_event, signed_list
from tests.factories_pictures import article_picture, event_picture, project_picture


def full_portal(*, by):
    """Fill the portal; `{name: address}`, where a document was asked for `by` somebody of the staff."""
    call_command("build_fonts", verbosity=0)  # for the poster
    factories.operator()
    factories.declaration()
    factories.page(slug="ochrona-danych")
    factories.page(slug="regulamin")
    project = factories.project(slug="iskra")
    mark = factories.funding_mark()
    project.marks.add(mark)
    article = factories.article(slug="otwarcie", project=project)
    innovation(slug="kawiarnia", project=project)
    event = factories.event(
        slug="abc",
        title="ABC ekonomii społecznej",
        days=2,
        project=project,
        contact=factories.contact_person(),
        privacy_notice=factories.consent_text(),
        rules=factories.consent_text(kind="rules"),
    )
    pages = pages_of(event, mark) | papers_of(event, by) | secret_pages_of(event)
    pages |= schedule_of(event) | pictures_of(article, event, project)
    pages["poster"] = posters.of_row(event, current_operator()).address
    return pages | desk_of(event) | certificates_of(by) | lists_of(by) | post_of()


def pages_of(event, mark):
    file = publication_file()
    return {
        "home": "/",
        "articles": "/aktualnosci/",
        "articles feed": "/aktualnosci/kanal.atom",
        "article": "/aktualnosci/otwarcie/",
        "events": "/wydarzenia/",
        "events calendar": "/wydarzenia/wydarzenia.ics",
        "events feed": "/wydarzenia/kanal.atom",
        "month": f"/wydarzenia/kalendarz/{event.starts_at:%Y-%m}/",
        "event": "/wydarzenia/abc/",
        "event calendar": "/wydarzenia/abc/kalendarz.ics",
        "event file": f"/wydarzenia/abc/pliki/{attachment(event).pk}/",
        "sign-up": "/wydarzenia/abc/zapisy/",
        "sign-up accepted": accepted_page(event),
        "invitation": f"/zaproszenie/{factories.invitation(event).token}/",
        "innovations": "/innowacje/",
        "innovation": "/innowacje/kawiarnia/",
        "publications": "/publikacje/",
        "publication": file.edition.publication.get_absolute_url(),
        "publication file": file.get_absolute_url(),
        "projects": "/projekty/",
        "project": "/projekty/iskra/",
        "partners": "/partnerzy/",
        "contact": "/kontakt/",
        "declaration": "/deklaracja-dostepnosci/",
        "page": "/ochrona-danych/",
        **drafts(),
        "mark": f"/znaki/{mark.pk}/",
        "robots": "/robots.txt",
        "favicon": "/favicon.ico",
        "sitemap": "/sitemap.xml",
        "sitemap part": "/sitemap/event/1.xml",
        "alive": "/zdrowie/",
        "ready": "/zdrowie/gotowosc/",
        "working": "/zdrowie/praca/",
    }


def drafts():
    """The link to a draft, and to a file of it."""
    draft = factories.event(slug="szkic", status="draft")
    link = preview.link_to(draft).removeprefix(settings.SITE_URL)
    return {"preview": link, "preview file": f"{link}wydarzenia/szkic/kalendarz.ics"}


def pictures_of(article, event, project):
    """Two on every page that can have them, so that there are galleries."""
    for _ in range(2):
        event_picture(event)
        project_picture(project)
        picture = article_picture(article)
    section = f"aktualnosci/{picture.pk}"
    return {
        "picture": f"/zdjecia/{section}/960.webp",
        "signed picture": f"/zdjecia/podglad/{pictures.sign(picture.sha256)}/960.webp",
        "remove picture": f"/panel/zdjecia/{section}/usun/",
    }


def accepted_page(event):
    signer = signing.Signer(salt=f"registrations.accepted/{event.slug}")
    return f"/wydarzenia/{event.slug}/zapisy/przyjete/{signer.sign('W-2026-0001')}/"


def secret_pages_of(event):
    return pages_of_a_group(event) | {
        "link": "/zgloszenia/link/",
        "link sent": "/zgloszenia/link/wyslany/",
    }


def pages_of_a_group(event):
    """A registration of two people with a consent, and a second form that waits for its owner."""
    consent = factories.consent_text(kind="image")
    group = factories.submission(
        people=2, applicant="group", email="grupa@example.com", acknowledged=[consent]
    )
    registration = services.register(event, group)
    double = factories.submission(
        email="grupa@example.com", people=[factories.person(last_name="Lis")]
    )
    second_form = services.register(event, double)
    person = registration.participants.first()
    return pages_of_registration(registration, person, second_form) | pages_of_person(person)


def pages_of_registration(registration, person, second_form):
    base = f"/zgloszenie/{registration.token}/"
    return {
        "registration": base,
        "thanks": f"{base}dziekujemy/",
        "registration calendar": f"{base}kalendarz.ics",
        "offer": f"{base}propozycja/",
        "come back": f"{base}powrot/",
        "together": f"{base}razem/",
        "contact data": f"{base}dane/",
        "consent": f"{base}zgody/{registration.consents.get().pk}/",
        "second form": f"{base}drugi-formularz/{second_form.pk}/",
        "add person": f"{base}osoby/dodaj/",
        "change person": f"{base}osoby/{person.pk}/",
        "cancel person": f"{base}osoby/{person.pk}/rezygnacja/",
        "reminders": f"{base}przypomnienia/",
        "cancel": f"{base}rezygnacja/",
    }


def pages_of_person(person):
    base = f"/miejsce/{person.token}/"
    return {
        "place": base,
        "place calendar": f"{base}kalendarz.ics",
        "place offer": f"{base}propozycja/",
        "place come back": f"{base}powrot/",
        "place data": f"{base}dane/",
        "place reminders": f"{base}przypomnienia/",
        "place cancel": f"{base}rezygnacja/",
    }


def papers_of(event, by):
    document = Document.objects.create(
        kind="participant_list",
        subject_id=event.pk,
        asked_by=by,
        status="ready",
        file=ContentFile(pdf(), "lista.pdf"),
        filename="lista.pdf",
    )
    return {
        "folder": f"/panel/wydarzenia/{event.pk}/teczka/",
        "papers": f"/panel/wydarzenia/{event.pk}/dokumenty/",
        "paper": f"/panel/wydarzenia/{event.pk}/dokumenty/lista-obecnosci/",
        "tables": f"/panel/wydarzenia/{event.pk}/tabele/",
        "needs table": f"/panel/wydarzenia/{event.pk}/tabele/potrzeby/",
        "register table": f"/panel/zaswiadczenia/rejestr/{timezone.localdate().year}/tabela/",
        "form preview": f"/panel/wydarzenia/{event.pk}/formularz/",
        "document": f"/panel/dokumenty/{document.pk}/",
        "on site": f"/panel/r/{ContentType.objects.get_for_model(document).pk}/{document.pk}/",
        "mail samples": "/panel/poczta/wzory/",
        "mail sample": "/panel/poczta/wzory/potwierdzenie/",
        "sent file": sent_file(event=event).get_absolute_url(),
    }


def lists_of(by):
    event = past_event(days=1)
    scan = signed_list(event.days.get(), by=by)
    base = scan.get_absolute_url()
    return {
        "signed lists": f"/panel/wydarzenia/{event.pk}/podpisane-listy/",
        "file signed list": f"/panel/wydarzenia/{event.pk}/podpisane-listy/dodaj/",
        "signed list": base,
        "withdraw signed list": f"{base}wycofanie/",
        "signed list file": f"{base}plik/",
        "signed list page": f"{base}strony/1/",
    }


def schedule_of(event):
    """The schedule of support with its PDF, and a change in its history."""
    day = event.days.for_schedule().first()
    told = ScheduledDay.of(day)
    earlier = replace(told, place="Szkoła Podstawowa nr 3 im. Henryka Sienkiewicza", trainer="")
    for was, now in ((None, earlier), (earlier, told)):
        ScheduleChange.of(day.pk, was, now, at=timezone.now(), event_id=event.pk).save()
    Document.objects.create(
        kind="schedule",
        subject_id=0,
        status="ready",
        begun_at=timezone.now(),
        file=ContentFile(pdf(), "harmonogram.pdf"),
        filename="harmonogram-wsparcia.pdf",
    )
    return {
        "schedule": "/harmonogram-wsparcia/",
        "schedule history": "/harmonogram-wsparcia/historia/",
        "schedule table": "/harmonogram-wsparcia/harmonogram.xlsx",
        "schedule paper": "/harmonogram-wsparcia/harmonogram.pdf",
        "schedule desk": "/panel/harmonogram/",
        "copy event": f"/panel/wydarzenia/{event.pk}/kopia/",
        "report": report_of_past_event(),
    }


def report_of_past_event():
    """The way to the form of a report, or to the report."""
    return f"/panel/wydarzenia/{past_event().pk}/relacja/"


def desk_of(event):
    """The organiser's pages, with somebody who needs something."""
    person = factories.registration(event).participants.get()
    AccessibilityNeed.objects.create(participant=person, kind="quiet_room")
    desk, file = f"/panel/wydarzenia/{event.pk}", f"/panel/zgloszenia/{person.registration_id}"
    return {
        "workspace": f"{desk}/zgloszenia/",
        "desk": f"{desk}/zgloszenia/dodaj/",
        "changes": f"{desk}/zmiany/",
        "needs": f"{desk}/potrzeby/",
        "message": f"{desk}/wiadomosc/",
        "thank": f"{desk}/podziekowanie/",
        "notice": f"{desk}/powiadomienie/",
        "called": f"{desk}/powiadomienie/{person.pk}/",
        **door_of(event, person),
        "attendance": f"{desk}/obecnosc/",
        "attendance day": f"{desk}/obecnosc/{event.days.first().pk}/",
        "attendance rest": f"{desk}/obecnosc/{event.days.first().pk}/nieodnotowani/",
        "attendance person": f"{desk}/obecnosc/{event.days.first().pk}/{person.pk}/",
        "dossier": f"{file}/",
        "deed": f"{file}/przenies/",
        "new person": f"{file}/osoby/dodaj/",
        "person": f"/panel/osoby/{person.pk}/",
        "receipt": f"{file}/potwierdzenie/",
    }


def door_of(event, person):
    door = f"/panel/wydarzenia/{event.pk}/obecnosc/{event.days.first().pk}"
    return {
        "check in": f"{door}/kod/",
        "arrival": f"{door}/kod/{person.pk}/",
        "walk in": f"{door}/dopisz/",
    }


def certificates_of(by):
    """A certificate of an event that is over, and where staff, its owner and others see it."""
    person = attendee(past_event())
    made = certificate(person, by=by)
    event, staff = f"/panel/wydarzenia/{person.event_id}", f"/panel/zaswiadczenia/{made.pk}"
    return {
        "certificates": f"{event}/zaswiadczenia/",
        "certificates pdf": f"{event}/zaswiadczenia/pdf/",
        "certificate": f"{staff}/",
        "certificate deed": f"{staff}/duplikat/",
        "certificate register": f"/panel/zaswiadczenia/rejestr/{made.issued_on.year}/",
        "check certificate": "/zaswiadczenia/",
        "verified": f"/zaswiadczenia/{made.code}/",
        "own certificate": f"/zgloszenie/{person.registration.token}/zaswiadczenie/{made.pk}/",
        "place certificate": f"/miejsce/{person.token}/zaswiadczenie/{made.pk}/",
    }


def post_of():
    """A worker that lives, a mail that failed, and an address without a mailbox."""
    factories.living_worker()
    mail = OutgoingMail.objects.last()
    mail.mark_failed("SMTP 550", "5.1.1 User unknown")
    DeadAddress.objects.bury("nikt@example.com", error="SMTP 550", reply="5.1.1 User unknown")
    return {
        "post": "/panel/poczta/",
        "post of a state": "/panel/poczta/?stan=nieudane",
        "mail": f"/panel/poczta/{mail.pk}/",
        "mail deed": f"/panel/poczta/{mail.pk}/wyslij/",
        "dead address": f"/panel/poczta/adresy/{DeadAddress.objects.get().pk}/",
    }
