"""Addresses below /panel/poczta/."""

from django.urls import path

from owes_portal.post import views

app_name = "post"
urlpatterns = [
    path("", views.index, name="index"),
    path("adresy/<int:pk>/", views.lift, name="lift"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/<slug:slug>/", views.deed, name="deed"),
]
