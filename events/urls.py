"""Addresses of news and events."""

from django.urls import path, register_converter

from events import views


class MonthConverter:
    """A month such as 2026-11."""

    regex = r"20\d\d-(?:0[1-9]|1[0-2])"
    to_python = to_url = str


register_converter(MonthConverter, "month")

article_patterns = (
    [
        path("", views.articles, name="index"),
        path("kanal.atom", views.articles_feed, name="feed"),
        path("<slug:slug>/", views.article, name="detail"),
    ],
    "articles",
)

schedule_patterns = (
    [
        path("", views.schedule, name="index"),
        path("historia/", views.schedule_history, name="history"),
        path("harmonogram.xlsx", views.schedule_table, name="table"),
        path("harmonogram.pdf", views.schedule_paper, name="paper"),
    ],
    "schedule",
)

event_patterns = (
    [
        path("", views.index, name="index"),
        path("kalendarz/<month:month>/", views.month, name="month"),
        path("wydarzenia.ics", views.calendars, name="calendars"),
        path("kanal.atom", views.feed, name="feed"),
        path("<slug:slug>/", views.detail, name="detail"),
        path("<slug:slug>/kalendarz.ics", views.calendar, name="calendar"),
        path("<slug:slug>/pliki/<int:pk>/", views.attachment, name="attachment"),
    ],
    "events",
)
