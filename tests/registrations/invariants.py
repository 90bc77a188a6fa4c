"""What holds of events' places after any deed, in any order, by however many people at once."""

from itertools import groupby, pairwise
from operator import attrgetter

from django.utils import timezone

from registrations.models import Change, Invitation, Participant, Registration, Verb
from registrations.models.states import TRANSITIONS, leads

BEGINNING = (Verb.SIGN_UP, "")


def faults(*events):
    """Everything that is wrong with the events, in words; nothing if all is well."""
    people = by_key(
        Participant.objects.filter(event__in=events).select_related("registration"), "event_id"
    )
    histories = by_key(
        Change.objects.filter(participant__event__in=events).order_by("at", "pk"), "participant_id"
    )
    found = faults_of_registrations(events, people)
    for event in events:
        event.refresh_from_db()
        here = people.get(event.pk, [])
        found += faults_of_places(event, here, histories)
        found += faults_of_the_list(event, here, histories)
        found += [fault for one in here for fault in faults_of_history(one, histories)]
    return found


def by_key(rows, name):
    rows = sorted(rows, key=attrgetter(name))
    return {key: list(group) for key, group in groupby(rows, attrgetter(name))}


def broken(rules):
    return [words for words, is_kept in rules.items() if not is_kept]


# Places


def faults_of_places(event, people, histories):
    holding = [person for person in people if person.holds_place()]
    allowed = sum(is_allowed_beyond(event, histories[person.pk]) for person in holding)
    taken, capacity, extra = event.places_taken, event.capacity, event.extra_places
    return broken(
        {
            f"{event}: {len(holding)} hold places, {taken} are counted": len(holding) == taken,
            f"{event}: {taken} of {capacity} and {extra} extra": taken <= capacity + extra,
            f"{event}: {extra} extra for {taken} of {capacity}": extra == max(0, taken - capacity),
            f"{event}: {extra} extra, {allowed} let in on purpose": extra <= allowed,
        }
    )


def is_allowed_beyond(event, history):
    """A member of staff let the person in beyond the capacity of this event, and wrote why."""
    flagged = [one for one in history if one.is_over_capacity and one.event_id == event.pk]
    return any(one.reason and one.by_id for one in flagged)


# The waiting list


def faults_of_the_list(event, people, histories):
    waiting = sorted((person for person in people if person.is_waiting()), key=turn)
    return [
        *faults_of_free_places(event, waiting),
        *faults_of_positions(event, waiting),
        *faults_of_order(people, waiting, histories),
        *faults_of_offers(event, people),
    ]


def turn(person):
    return person.queued_at, person.pk


def faults_of_free_places(event, waiting):
    """Nobody waits for a place that is free, unless it is too little for people bound together."""
    if event.is_cancelled() or event.starts_at <= timezone.now():
        return []
    fit = [party for party in parties(waiting) if len(party) <= event.places_left]
    return [f"{event}: {event.places_left} places are free, and {one} wait" for one in fit]


def parties(waiting):
    found = {}
    for person in waiting:
        registration = person.registration
        key = registration.pk if registration.keep_together else f"alone: {person.pk}"
        found.setdefault(key, []).append(person.pk)
    return list(found.values())


def faults_of_positions(event, waiting):
    if not waiting:
        return []
    counted = list(event.participants.waiting().with_positions())
    rules = {
        f"{event}: the list is in another order": counted == waiting,
        f"{event}: the list has gaps": [one.place_in_line for one in counted]
        == list(range(1, len(waiting) + 1)),
        f"{event}: the last is told another position": waiting[-1].position() == len(waiting),
    }
    return broken(rules)


def faults_of_order(people, waiting, histories):
    """Who was ahead of somebody with an offer, and still waits, was told why at that moment."""
    found = []
    for person in (one for one in people if one.is_offered()):
        offered_at = last_step(histories[person.pk]).at
        for one in (one for one in waiting if turn(one) < turn(person)):
            history = histories[one.pk]
            was_told = any(c.verb == Verb.PASS_OVER and c.at == offered_at for c in history)
            if last_step(history).at <= offered_at and not was_told:
                found.append(f"{person.pk} was asked before {one.pk}")
    return found


def last_step(history):
    return next(change for change in reversed(history) if change.before != change.after)


def faults_of_offers(event, people):
    late = [one.pk for one in people if one.is_offered() and one.offer_ends_at > event.starts_at]
    return [f"{event}: {pk} is offered a place until after the start" for pk in late]


# Histories


def faults_of_history(person, histories):
    """The changes lead, one from the other, from the sign-up to the state."""
    history = histories.get(person.pk, [])
    if not history:
        return [f"{person.pk} has no history"]
    rules = {
        "begins with something else than a sign-up": (history[0].verb, history[0].before)
        == BEGINNING,
        "has a gap": all(one.after == other.before for one, other in pairwise(history)),
        f"ends in another state than {person.status}": history[-1].after == person.status,
        "has a change without a reason": all(change.reason.strip() for change in history),
        "has a step that is not in the table": all(is_in_the_table(change) for change in history),
    }
    return [f"the history of {person.pk} {words}" for words in broken(rules)]


def is_in_the_table(change):
    if change.verb in TRANSITIONS:
        return leads(change.verb, change.before, change.after)
    return change.before == change.after


# Registrations


def faults_of_registrations(events, people):
    everybody = [person for here in people.values() for person in here]
    theirs = by_key(everybody, "registration_id")
    rows = Registration.objects.filter(event__in=events)
    found = [f"{row} {words}" for row in rows for words in faults_of(row, theirs.get(row.pk, []))]
    invitations = Invitation.objects.filter(event__in=events).exclude(places=None)
    return found + [f"{row} is overused" for row in invitations if row.places_left() < 0]


def faults_of(registration, people):
    is_anybody_left = any(not person.is_ended() for person in people)
    return broken(
        {
            "is live without people": is_anybody_left or not registration.is_live(),
            "is cancelled, but its people are not": (registration.is_live() or not is_anybody_left),
            "has people of another event": (
                {person.event_id for person in people} <= {registration.event_id}
            ),
            "is a second form whose people got further": (
                not registration.is_double()
                or all(person.is_pending() or person.is_ended() for person in people)
            ),
        }
    )
