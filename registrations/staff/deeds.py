"""What staff may do with a registration: offered only as far as the table of states allows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from registrations import emails, services
from registrations.models import Status, Verb
from registrations.services import by_staff
from registrations.staff import forms


@dataclass(frozen=True)
class Deed:
    """Its words before and after, its form, and the verb that it stands for."""

    name: str
    tells: str
    done: str
    do: Callable
    form: type[forms.DeedForm] = forms.ReasonForm
    verb: Verb | None = None
    to: Status | None = None
    suits: Callable = lambda registration: True
    reason: str = ""
    is_final: bool = False
    leads_to_event: bool = False

    def people(self, registration, people):
        """Those of the registration's people with whom it can be done now."""
        if not self.suits(registration):
            return []
        if self.verb is None:
            return [person for person in people if not person.is_ended()]
        return [person for person in people if person.may(self.verb, self.to)]


def possible_deeds(registration, people):
    """(slug, deed) of what can be done now, in the order of the table."""
    return [(slug, deed) for slug, deed in DEEDS.items() if deed.people(registration, people)]


def _is_double(registration):
    return registration.is_double()


def _is_standing(registration):
    return registration.is_standing()


def _waits_together(registration):
    waiting = [person for person in registration.participants.all() if person.is_waiting()]
    return registration.keep_together and len(waiting) > 1


def _has_email(registration):
    return _is_standing(registration) and bool(registration.email)


# Each does it by one service, and returns the registration to look at next.


def _approve(form, by):
    return services.approve(form.registration, by=by, reason=form.cleaned_data["reason"])


def _refuse(form, by):
    return services.refuse(form.registration, by=by, reason=form.cleaned_data["reason"])


def _join(form, by):
    first = form.registration.double_of
    return services.merge(form.registration, first, by=by, reason=form.cleaned_data["reason"])


def _accept(form, by):
    because = by_staff(by, form.cleaned_data["reason"])
    chosen = form.chosen()
    if len(services.accept(form.registration.event, chosen, because)) < len(chosen):
        raise services.RegistrationRefused(_("An offer had ended, so it could not be accepted."))
    return form.registration


def _decline(form, by):
    because = by_staff(by, form.cleaned_data["reason"])
    services.decline(form.registration.event, form.chosen(), because)
    return form.registration


def _give(form, by):
    services.give_places(
        form.registration.event,
        form.chosen(),
        by=by,
        reason=form.cleaned_data["reason"],
        over_capacity=form.cleaned_data["over_capacity"],
    )
    return form.registration


def _rejoin(form, by):
    because = by_staff(by, form.cleaned_data["reason"])
    for person in form.chosen():
        services.rejoin(person, because)
    return form.registration


def _part(form, by):
    services.stop_waiting_together(form.registration, by_staff(by, form.cleaned_data["reason"]))
    return form.registration


def _cancel(form, by):
    because = by_staff(by, form.cleaned_data["reason"])
    services.cancel_people(form.registration, form.chosen(), because)
    return form.registration


def _move(form, by):
    target, reason = form.cleaned_data["event"], form.cleaned_data["reason"]
    return services.move(form.registration, target, by=by, reason=reason)


def _merge(form, by):
    reason = form.cleaned_data["reason"]
    return services.merge(form.registration, form.other, by=by, reason=reason)


def _change_contact(form, by):
    return services.change_contact(
        form.registration,
        phone=form.cleaned_data["phone"],
        contact_name=form.cleaned_data["contact_name"],
        because=by_staff(by, form.cleaned_data["reason"]),
    )


def _correct_email(form, by):
    because = by_staff(by, form.cleaned_data["reason"])
    email = form.cleaned_data["email"]
    return services.correct_email(form.registration, email=email, because=because)


def _send_link(form, by):
    if not emails.link_again(form.registration):
        raise services.RegistrationRefused(
            _("The link was sent within the last hour. Let the person look into the spam folder.")
        )
    return form.registration


DEEDS = {
    "przyjmij": Deed(
        name=pgettext_lazy("registration", "Accept"),
        tells=gettext_lazy(
            "Those who wait for a decision get places as far as there are; "
            "the others go to the waiting list. They get an e-mail."
        ),
        done=gettext_lazy("The registration is accepted."),
        do=_approve,
        verb=Verb.APPROVE,
        to=Status.CONFIRMED,
        suits=_is_standing,
        reason=gettext_lazy("The conditions of participation are met."),
        leads_to_event=True,
    ),
    "odmowa": Deed(
        name=pgettext_lazy("registration", "Do not accept"),
        tells=gettext_lazy(
            "Those who wait for a decision get no place. They get an e-mail with the reason. "
            "This cannot be undone."
        ),
        done=gettext_lazy("The registration is not accepted."),
        do=_refuse,
        verb=Verb.REFUSE,
        to=Status.REFUSED,
        suits=_is_standing,
        is_final=True,
        leads_to_event=True,
    ),
    "dolacz": Deed(
        name=gettext_lazy("Join with the first form"),
        tells=gettext_lazy(
            "The people of this second form come with the first registration of the same e-mail: "
            "they get places as far as there are. This cannot be undone."
        ),
        done=gettext_lazy("The second form is a part of this registration now."),
        do=_join,
        verb=Verb.MERGE,
        to=Status.PENDING,
        suits=_is_double,
        reason=gettext_lazy("The owner of the e-mail confirmed it."),
        is_final=True,
    ),
    "propozycja": Deed(
        name=gettext_lazy("Accept the offer for them"),
        tells=gettext_lazy("For somebody who says by telephone: yes, I am coming."),
        done=gettext_lazy("The offer is accepted."),
        do=_accept,
        form=forms.PeopleForm,
        verb=Verb.ACCEPT,
        to=Status.CONFIRMED,
        reason=gettext_lazy("Accepted by telephone."),
    ),
    "rezygnacja-z-propozycji": Deed(
        name=gettext_lazy("Decline the offer for them"),
        tells=gettext_lazy(
            "The place is offered to the next on the list. Who declines leaves the list. "
            "This cannot be undone."
        ),
        done=gettext_lazy("The offer is declined."),
        do=_decline,
        form=forms.LeavingForm,
        verb=Verb.DECLINE,
        to=Status.CANCELLED,
        reason=gettext_lazy("Declined by telephone."),
        is_final=True,
    ),
    "miejsce": Deed(
        name=gettext_lazy("Give a place out of turn"),
        tells=gettext_lazy("The chosen people get places before others who wait."),
        done=gettext_lazy("The place is given."),
        do=_give,
        form=forms.PlaceForm,
        verb=Verb.GIVE,
        to=Status.CONFIRMED,
    ),
    "lista": Deed(
        name=gettext_lazy("Put back on the waiting list"),
        tells=gettext_lazy(
            "For somebody who did not answer an offer in time: to the end of the list, "
            "or to a place if one is free."
        ),
        done=gettext_lazy("The person is back on the list, or has a place."),
        do=_rejoin,
        form=forms.PeopleForm,
        verb=Verb.REJOIN,
        to=Status.WAITING,
        reason=gettext_lazy("Asked for by telephone."),
    ),
    "osobno": Deed(
        name=gettext_lazy("Let them wait one by one"),
        tells=gettext_lazy(
            "The group waits only for places together. After this its people take places "
            "one by one as they fall free."
        ),
        done=gettext_lazy("The group waits one by one now."),
        do=_part,
        suits=_waits_together,
        reason=gettext_lazy("Asked for by telephone."),
        is_final=True,
    ),
    "kontakt": Deed(
        name=gettext_lazy("Change the telephone or the contact person"),
        tells=gettext_lazy("How we reach whoever signed up by telephone."),
        done=gettext_lazy("The contact data are changed."),
        do=_change_contact,
        form=forms.ContactForm,
        suits=_is_standing,
        reason=gettext_lazy("Asked for by telephone."),
    ),
    "adres": Deed(
        name=gettext_lazy("Correct the e-mail address"),
        tells=gettext_lazy(
            "An e-mail with a new link goes to the corrected address. "
            "The link in earlier messages stops working, for they may have come to a stranger."
        ),
        done=gettext_lazy("The address is corrected, and an e-mail is on its way."),
        do=_correct_email,
        form=forms.EmailForm,
        suits=_is_standing,
        reason=gettext_lazy("Asked for by telephone."),
    ),
    "link": Deed(
        name=gettext_lazy("Send the link again"),
        tells=gettext_lazy("The link to the registration goes to its e-mail address once more."),
        done=gettext_lazy("The link is on its way."),
        do=_send_link,
        form=forms.DeedForm,
        suits=_has_email,
    ),
    "przenies": Deed(
        name=gettext_lazy("Move to another event"),
        tells=gettext_lazy(
            "Everybody of the registration comes to all days of the other event instead. "
            "Their places here are offered to the next on the list. They get an e-mail."
        ),
        done=gettext_lazy("The registration is moved."),
        do=_move,
        form=forms.MoveForm,
        verb=Verb.MOVE,
        to=Status.CONFIRMED,
        suits=_is_standing,
        is_final=True,
    ),
    "scal": Deed(
        name=gettext_lazy("Merge with another registration"),
        tells=gettext_lazy(
            "The people of this registration go over to the other one with their places. "
            "Who is in both stays once. This registration is closed. This cannot be undone."
        ),
        done=gettext_lazy("The registrations are one now."),
        do=_merge,
        form=forms.MergeForm,
        suits=_is_standing,
        reason=gettext_lazy("The same people were signed up twice."),
        is_final=True,
    ),
    "rezygnacja": Deed(
        name=gettext_lazy("Cancel for somebody or for all"),
        tells=gettext_lazy(
            "The chosen people leave; their places are offered to the next on the list. "
            "They get an e-mail. This cannot be undone."
        ),
        done=gettext_lazy("The cancellation is written down."),
        do=_cancel,
        form=forms.LeavingForm,
        verb=Verb.CANCEL,
        to=Status.CANCELLED,
        reason=gettext_lazy("Cancelled by telephone."),
        is_final=True,
    ),
}
