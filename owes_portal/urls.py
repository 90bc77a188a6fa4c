"""All addresses of the portal. Paths are Polish, names are English."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from events.urls import article_patterns, event_patterns
from owes_portal import views
from owes_portal.styleguide import styleguide

project_patterns = (
    [
        path("", views.projects, name="index"),
        path("<slug:slug>/", views.project, name="detail"),
    ],
    "projects",
)

urlpatterns = [
    path("", views.home, name="home"),
    path("aktualnosci/", include(article_patterns)),
    path("wydarzenia/", include(event_patterns)),
    path("", include("registrations.urls")),
    path("innowacje/", include("innovations.urls")),
    path("publikacje/", include("publications.urls")),
    path("projekty/", include(project_patterns)),
    path("kontakt/", views.contact, name="contact"),
    path("deklaracja-dostepnosci/", views.declaration, name="declaration"),
    path("znaki/<int:pk>/", views.funding_mark, name="funding_mark"),
    path("zdrowie/", views.alive, name="alive"),
    path("zdrowie/gotowosc/", views.ready, name="ready"),
    path("panel/dokumenty/<int:pk>/", views.document, name="document"),
    path("panel/", admin.site.urls),
    *([path("styl/", styleguide, name="styleguide")] if settings.DEBUG else []),
    path("<slug:slug>/", views.page, name="page"),
]

handler404 = "owes_portal.views.not_found"
handler500 = "owes_portal.views.server_error"
