"""Addresses of sign-up and of a person's own pages."""

from django.urls import path

from registrations import staff_files
from registrations.staff import (
    attendance,
    certificate,
    certificate_register,
    certificates,
    changes,
    check_in,
    desk,
    dossier,
    folder,
    mail_samples,
    message,
    needs,
    notice,
    papers,
    person,
    preview,
    signed_list,
    signed_lists,
    tables,
    thank,
    tick,
    walk_ins,
    workspace,
)
from registrations.views import certificates as own_certificates
from registrations.views import link, offers, own, people, place, reminders, signup

app_name = "registrations"
urlpatterns = [
    path("wydarzenia/<slug:slug>/zapisy/", signup.create, name="create"),
    path("wydarzenia/<slug:slug>/zapisy/przyjete/<str:signed>/", signup.accepted, name="accepted"),
    path("zaproszenie/<str:token>/", signup.invited, name="invited"),
    path("zaswiadczenia/", own_certificates.check_certificate, name="check_certificate"),
    path("zaswiadczenia/<str:code>/", own_certificates.verified, name="verified"),
    # /panel/wydarzenia/<event>/
    path("panel/wydarzenia/<int:pk>/zgloszenia/", workspace.workspace, name="workspace"),
    path("panel/wydarzenia/<int:pk>/zgloszenia/dodaj/", desk.desk, name="desk"),
    # /panel/wydarzenia/<event>/obecnosc/<day>/
    path("panel/wydarzenia/<int:pk>/obecnosc/<int:day>/kod/", check_in.check_in, name="check_in"),
    path(
        "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/kod/<int:person>/",
        check_in.arrival,
        name="arrival",
    ),
    path("panel/wydarzenia/<int:pk>/obecnosc/<int:day>/dopisz/", walk_ins.walk_in, name="walk_in"),
    path("panel/wydarzenia/<int:pk>/zmiany/", changes.changes, name="changes"),
    path("panel/wydarzenia/<int:pk>/potrzeby/", needs.needs, name="needs"),
    path("panel/wydarzenia/<int:pk>/wiadomosc/", message.message, name="message"),
    path("panel/wydarzenia/<int:pk>/powiadomienie/", notice.notice, name="notice"),
    path("panel/wydarzenia/<int:pk>/powiadomienie/<int:person>/", notice.called, name="called"),
    path("panel/wydarzenia/<int:pk>/dokumenty/", papers.papers, name="papers"),
    path("panel/wydarzenia/<int:pk>/dokumenty/<slug:slug>/", papers.paper, name="paper"),
    path("panel/wydarzenia/<int:pk>/tabele/", tables.tables, name="tables"),
    path("panel/wydarzenia/<int:pk>/tabele/potrzeby/", tables.needs_table, name="needs_table"),
    path(
        "panel/wydarzenia/<int:pk>/zaswiadczenia/", certificates.certificates, name="certificates"
    ),
    path(
        "panel/wydarzenia/<int:pk>/zaswiadczenia/pdf/",
        certificates.certificates_pdf,
        name="certificates_pdf",
    ),
    path(
        "panel/wydarzenia/<int:pk>/podpisane-listy/",
        signed_lists.signed_lists,
        name="signed_lists",
    ),
    path(
        "panel/wydarzenia/<int:pk>/podpisane-listy/dodaj/",
        signed_lists.file_signed_list,
        name="file_signed_list",
    ),
    # /panel/wydarzenia/<event>/obecnosc/
    path("panel/wydarzenia/<int:pk>/obecnosc/", attendance.attendance, name="attendance"),
    path(
        "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/",
        attendance.attendance_day,
        name="attendance_day",
    ),
    path(
        "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/nieodnotowani/",
        attendance.attendance_rest,
        name="attendance_rest",
    ),
    path(
        "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/<int:participant>/",
        tick.attendance_person,
        name="attendance_person",
    ),
    path("panel/wydarzenia/<int:pk>/teczka/", folder.folder, name="folder"),
    path("panel/wydarzenia/<int:pk>/podziekowanie/", thank.thank, name="thank"),
    path("panel/wydarzenia/<int:pk>/formularz/", preview.form_preview, name="form_preview"),
    path(
        "panel/zaswiadczenia/rejestr/<int:year>/tabela/",
        tables.register_table,
        name="register_table",
    ),
    path("panel/zalaczniki/<uuid:key>/", staff_files.sent_file, name="sent_file"),
    # /panel/zaswiadczenia/<certificate>/
    path(
        "panel/zaswiadczenia/rejestr/<int:year>/",
        certificate_register.certificate_register,
        name="certificate_register",
    ),
    path("panel/zaswiadczenia/<int:pk>/", certificate.certificate, name="certificate"),
    path(
        "panel/zaswiadczenia/<int:pk>/<slug:slug>/",
        certificate.certificate_deed,
        name="certificate_deed",
    ),
    # /panel/podpisane-listy/<key>/
    path("panel/podpisane-listy/<uuid:key>/", signed_list.signed_list, name="signed_list"),
    path(
        "panel/podpisane-listy/<uuid:key>/wycofanie/",
        signed_list.withdraw_signed_list,
        name="withdraw_signed_list",
    ),
    path(
        "panel/podpisane-listy/<uuid:key>/plik/",
        staff_files.signed_list_file,
        name="signed_list_file",
    ),
    path(
        "panel/podpisane-listy/<uuid:key>/strony/<int:number>/",
        staff_files.signed_list_page,
        name="signed_list_page",
    ),
    # /panel/poczta/wzory/
    path("panel/poczta/wzory/", mail_samples.mail_samples, name="mail_samples"),
    path("panel/poczta/wzory/<slug:slug>/", mail_samples.mail_sample, name="mail_sample"),
    # /panel/zgloszenia/<registration>/
    path("panel/zgloszenia/<int:pk>/", dossier.dossier, name="dossier"),
    path("panel/zgloszenia/<int:pk>/potwierdzenie/", desk.receipt, name="receipt"),
    path("panel/zgloszenia/<int:pk>/osoby/dodaj/", person.new_person, name="new_person"),
    path("panel/osoby/<int:pk>/", person.person, name="person"),
    path("panel/zgloszenia/<int:pk>/<slug:slug>/", dossier.deed, name="deed"),
    path("zgloszenia/link/", link.link, name="link"),
    path("zgloszenia/link/wyslany/", link.link_sent, name="link_sent"),
    # /zgloszenie/<secret>/
    path("zgloszenie/<str:token>/", own.detail, name="detail"),
    path("zgloszenie/<str:token>/dziekujemy/", signup.thanks, name="thanks"),
    path("zgloszenie/<str:token>/kalendarz.ics", own.calendar, name="calendar"),
    path("zgloszenie/<str:token>/propozycja/", offers.offer, name="offer"),
    path("zgloszenie/<str:token>/powrot/", offers.come_back, name="come_back"),
    path("zgloszenie/<str:token>/razem/", own.together, name="together"),
    path("zgloszenie/<str:token>/dane/", own.contact, name="contact"),
    path("zgloszenie/<str:token>/zgody/<int:pk>/", own.consent, name="consent"),
    path("zgloszenie/<str:token>/drugi-formularz/<int:pk>/", own.second_form, name="second_form"),
    path("zgloszenie/<str:token>/przypomnienia/", reminders.reminders, name="reminders"),
    path(
        "zgloszenie/<str:token>/zaswiadczenie/<int:pk>/",
        own_certificates.own_certificate,
        name="own_certificate",
    ),
    path("zgloszenie/<str:token>/rezygnacja/", own.cancel, name="cancel"),
    path("zgloszenie/<str:token>/osoby/dodaj/", people.add_person, name="add_person"),
    path("zgloszenie/<str:token>/osoby/<int:pk>/", people.change_person, name="change_person"),
    path(
        "zgloszenie/<str:token>/osoby/<int:pk>/rezygnacja/",
        people.cancel_person,
        name="cancel_person",
    ),
    # /miejsce/<secret>/
    path("miejsce/<str:token>/", place.place, name="place"),
    path("miejsce/<str:token>/kalendarz.ics", place.place_calendar, name="place_calendar"),
    path("miejsce/<str:token>/propozycja/", offers.place_offer, name="place_offer"),
    path("miejsce/<str:token>/powrot/", offers.place_come_back, name="place_come_back"),
    path("miejsce/<str:token>/dane/", people.place_data, name="place_data"),
    path("miejsce/<str:token>/przypomnienia/", reminders.place_reminders, name="place_reminders"),
    path(
        "miejsce/<str:token>/zaswiadczenie/<int:pk>/",
        own_certificates.place_certificate,
        name="place_certificate",
    ),
    path("miejsce/<str:token>/rezygnacja/", place.place_cancel, name="place_cancel"),
]
