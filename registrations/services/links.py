"""Links that are sent again to whoever lost them; a stranger learns nothing."""

from django.db import transaction

from registrations import emails
from registrations.models import LinkRequest, Participant, Registration


def ask_for_links(email: str) -> LinkRequest:
    """Note the wish; whether the address is known, only the worker looks."""
    return LinkRequest.objects.create(email=email)


@transaction.atomic
def send_links(pk: int) -> None:
    """Send each live registration of the address its link, once however often it is called."""
    asked = LinkRequest.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if asked is None:
        return
    registrations = Registration.objects.with_email(asked.email).reachable()
    for registration in registrations.select_related("event__contact").order_by("pk"):
        emails.link_again(registration)
    for person in Participant.objects.with_email(asked.email).reachable().for_reading():
        if person.has_own_mail():
            emails.own_link_again(person)
    asked.delete()
