"""The catalogue of innovations as visitors see it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from innovations.models import Innovation
from owes_portal.middleware import public_page


@require_safe
@public_page
def index(request):
    innovations = Innovation.objects.published().in_polish_order()
    return render(request, "innovations/index.html", {"innovations": innovations})


@require_safe
@public_page
def detail(request, slug):
    innovation = get_object_or_404(Innovation.objects.published().for_reading(), slug=slug)
    return render(request, "innovations/detail.html", {"innovation": innovation})
