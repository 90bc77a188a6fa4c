"""Addresses of sign-up and of a person's own registration."""

from django.urls import path

from registrations import staff_files
from registrations.staff import (
    changes,
    desk,
    dossier,
    message,
    needs,
    papers,
    person,
    preview,
    workspace,
)
from registrations.views import own, signup

app_name = "registrations"
urlpatterns = [
    path("wydarzenia/<slug:slug>/zapisy/", signup.create, name="create"),
    path("wydarzenia/<slug:slug>/zapisy/przyjete/<str:signed>/", signup.accepted, name="accepted"),
    path("zaproszenie/<str:token>/", signup.invited, name="invited"),
    # /panel/wydarzenia/<event>/
    path("panel/wydarzenia/<int:pk>/zgloszenia/", workspace.workspace, name="workspace"),
    path("panel/wydarzenia/<int:pk>/zgloszenia/dodaj/", desk.desk, name="desk"),
    path("panel/wydarzenia/<int:pk>/zmiany/", changes.changes, name="changes"),
    path("panel/wydarzenia/<int:pk>/potrzeby/", needs.needs, name="needs"),
    path("panel/wydarzenia/<int:pk>/wiadomosc/", message.message, name="message"),
    path("panel/wydarzenia/<int:pk>/dokumenty/", papers.papers, name="papers"),
    path("panel/wydarzenia/<int:pk>/formularz/", preview.form_preview, name="form_preview"),
    path("panel/zalaczniki/<uuid:key>/", staff_files.sent_file, name="sent_file"),
    # /panel/zgloszenia/<registration>/
    path("panel/zgloszenia/<int:pk>/", dossier.dossier, name="dossier"),
    path("panel/zgloszenia/<int:pk>/potwierdzenie/", desk.receipt, name="receipt"),
    path("panel/osoby/<int:pk>/", person.person, name="person"),
    path("panel/zgloszenia/<int:pk>/<slug:slug>/", dossier.deed, name="deed"),
    # /zgloszenie/<secret>/
    path("zgloszenie/<str:token>/", own.detail, name="detail"),
    path("zgloszenie/<str:token>/dziekujemy/", signup.thanks, name="thanks"),
    path("zgloszenie/<str:token>/rezygnacja/", own.cancel, name="cancel"),
    path("zgloszenie/<str:token>/kalendarz.ics", own.calendar, name="calendar"),
]
