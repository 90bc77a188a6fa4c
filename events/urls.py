"""Addresses of news and events."""

from django.urls import path

from events import views

article_patterns = (
    [
        path("", views.articles, name="index"),
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
        path("<slug:slug>/", views.detail, name="detail"),
        path("<slug:slug>/kalendarz.ics", views.calendar, name="calendar"),
        path("<slug:slug>/pliki/<int:pk>/", views.attachment, name="attachment"),
    ],
    "events",
)
