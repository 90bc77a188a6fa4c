"""Addresses of sign-up and of a person's own registration."""

from django.urls import path

from registrations import staff, views

app_name = "registrations"
urlpatterns = [
    path("wydarzenia/<slug:slug>/zapisy/", views.create, name="create"),
    path("panel/wydarzenia/<int:pk>/dokumenty/", staff.papers, name="papers"),
    # /zgloszenie/<secret>/
    path("zgloszenie/<str:token>/", views.detail, name="detail"),
    path("zgloszenie/<str:token>/dziekujemy/", views.thanks, name="thanks"),
    path("zgloszenie/<str:token>/rezygnacja/", views.cancel, name="cancel"),
    path("zgloszenie/<str:token>/kalendarz.ics", views.calendar, name="calendar"),
]
