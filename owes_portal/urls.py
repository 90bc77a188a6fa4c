"""All addresses of the portal. Paths are Polish, names are English."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from events import staff as events_staff
from events.urls import article_patterns, event_patterns, schedule_patterns
from owes_portal import picture_views, robots, views
from owes_portal.editing import views as editing_views
from owes_portal.styleguide import styleguide

# The administration's own catalogue for scripts knows no words of the rich-text editor.
script_messages = JavaScriptCatalog.as_view(
    packages=["django.contrib.admin", "django_prose_editor"]
)

project_patterns = (
    [
        path("", views.projects, name="index"),
        path("<slug:slug>/", views.project, name="detail"),
    ],
    "projects",
)

# What people read: Polish below /, other languages below /en/ and /uk/.
pages = i18n_patterns(
    path("", views.home, name="home"),
    path("aktualnosci/", include(article_patterns)),
    path("wydarzenia/", include(event_patterns)),
    path("harmonogram-wsparcia/", include(schedule_patterns)),
    path("", include("registrations.urls")),
    path("innowacje/", include("innovations.urls")),
    path("publikacje/", include("publications.urls")),
    path("projekty/", include(project_patterns)),
    path("partnerzy/", views.partners, name="partners"),
    path("kontakt/", views.contact, name="contact"),
    path("deklaracja-dostepnosci/", views.declaration, name="declaration"),
    path("obrazki/<slug:kind>/<slug:slug>/<str:name>", picture_views.poster, name="poster"),
    path("podglad/<str:signed>/", editing_views.shared, name="preview"),
    path("podglad/<str:signed>/<path:address>", editing_views.shared_file, name="preview_file"),
    prefix_default_language=False,
)
# What no other address has taken.
plain_pages = i18n_patterns(
    path("<slug:slug>/", views.page, name="page"), prefix_default_language=False
)

urlpatterns = [
    *pages,
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap/<slug:kind>/<int:number>.xml", robots.sitemap_part, name="sitemap_part"),
    path("znaki/<int:pk>/", views.funding_mark, name="funding_mark"),
    path("zdjecia/<slug:section>/<int:pk>/<int:width>.webp", picture_views.picture, name="picture"),
    path(
        "zdjecia/podglad/<str:signed>/<int:width>.webp",
        picture_views.signed_picture,
        name="signed_picture",
    ),
    path("zdrowie/", views.alive, name="alive"),
    path("zdrowie/gotowosc/", views.ready, name="ready"),
    path("zdrowie/praca/", views.working, name="working"),
    path("panel/harmonogram/", events_staff.schedule, name="schedule_desk"),
    path("panel/wydarzenia/<int:pk>/kopia/", events_staff.copy_event, name="copy_event"),
    path("panel/wydarzenia/<int:pk>/relacja/", events_staff.report, name="report"),
    path("panel/poczta/", include("owes_portal.post.urls")),
    path(
        "panel/zdjecia/<slug:section>/<int:pk>/usun/",
        picture_views.remove,
        name="remove_picture",
    ),
    path("panel/dokumenty/<int:pk>/", views.document, name="document"),
    path("panel/r/<path:kind>/<path:pk>/", views.on_site, name="on_site"),
    path("panel/jsi18n/", admin.site.admin_view(script_messages, cacheable=True), name="jsi18n"),
    path("panel/", admin.site.urls),
    *([path("styl/", styleguide, name="styleguide")] if settings.DEBUG else []),
    *plain_pages,
]

handler404 = "owes_portal.views.not_found"
handler500 = "owes_portal.views.server_error"
