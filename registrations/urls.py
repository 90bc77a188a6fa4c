"""Addresses of sign-up and of a person's own registration."""

from django.urls import path

from registrations import staff, staff_files, staff_questions
from registrations.views import own, signup

app_name = "registrations"
urlpatterns = [
    path("wydarzenia/<slug:slug>/zapisy/", signup.create, name="create"),
    path("wydarzenia/<slug:slug>/zapisy/przyjete/<str:signed>/", signup.accepted, name="accepted"),
    path("zaproszenie/<str:token>/", signup.invited, name="invited"),
    path("panel/wydarzenia/<int:pk>/dokumenty/", staff.papers, name="papers"),
    path("panel/wydarzenia/<int:pk>/formularz/", staff_questions.form_preview, name="form_preview"),
    path("panel/zalaczniki/<uuid:key>/", staff_files.sent_file, name="sent_file"),
    # /zgloszenie/<secret>/
    path("zgloszenie/<str:token>/", own.detail, name="detail"),
    path("zgloszenie/<str:token>/dziekujemy/", signup.thanks, name="thanks"),
    path("zgloszenie/<str:token>/rezygnacja/", own.cancel, name="cancel"),
    path("zgloszenie/<str:token>/kalendarz.ics", own.calendar, name="calendar"),
]
