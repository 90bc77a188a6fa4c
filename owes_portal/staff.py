"""Pages of staff that are not Django's own: who may see them, and their frame."""

import functools

from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render


def staff_page(permission=""):
    """Nobody logged in: to the login. Not of the staff: no such page. Without the right: refused.

    A page that names no right asks for one itself.
    """

    def decorate(view):
        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if request.LANGUAGE_CODE != settings.LANGUAGE_CODE:
                raise Http404  # Only visitors are spoken to in other languages.
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), "admin:login")
            if not (request.user.is_active and request.user.is_staff):
                raise Http404
            if permission and not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def in_frame(request, template, *, status=200, **context):
    """Draw a page in the frame of the administration, owes_portal/staff/base.html."""
    return render(request, template, site.each_context(request) | context, status=status)


def made_lately(found, *, most=5):
    """The newest of these documents and whether one is being built, for _documents.html."""
    return {"documents": list(found[:most]), "is_being_built": found.unfinished().exists()}


def show_made(request, made):
    """Only the part of a page that tells how far they are; it asks for itself again."""
    return render(request, "owes_portal/staff/_documents.html", made)
