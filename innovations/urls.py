"""Addresses below /innowacje/."""

from django.urls import path

from innovations import views

app_name = "innovations"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.detail, name="detail"),
]
