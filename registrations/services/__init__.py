"""Changes that lock an event, count its places and write a mail."""

from registrations.services.arrivals import NoPlaceLeft, arrive, let_in
from registrations.services.attendance import (
    Said,
    TickedOtherwise,
    mark_rest_absent,
    people_who_came,
    tick,
)
from registrations.services.certificates import (
    duplicate_certificate,
    issue_certificates,
    paper_of,
    print_certificate,
    print_certificates,
    reissue_certificate,
    revoke_certificate,
    take_certificate,
    tell_of_certificate,
)
from registrations.services.consents import withdraw_consent
from registrations.services.decisions import (
    approve,
    change_capacity,
    give_place,
    give_places,
    refuse,
    serve_waiting_list,
)
from registrations.services.exports import take_out
from registrations.services.files import forget_orphans, store_file
from registrations.services.leaving import cancel, cancel_people
from registrations.services.links import ask_for_links, send_links
from registrations.services.messages import send_message
from registrations.services.needs import answer_need
from registrations.services.notices import (
    called,
    tell_if_due,
    tell_later,
    tell_nobody,
    tell_now,
    whom_to_tell,
)
from registrations.services.people import change_contact, change_person, correct_email
from registrations.services.places import Because, by_person, by_staff, database_clock, lock
from registrations.services.questions import copy_questions, save_questions
from registrations.services.refusals import AlreadyRegistered, OnlySomeFit, RegistrationRefused
from registrations.services.reminders import remind, thank, whom_to_thank
from registrations.services.second_forms import confirm_second_form, forget_second_forms
from registrations.services.signed_lists import (
    compare_signed_list,
    file_signed_list,
    withdraw_signed_list,
)
from registrations.services.signup import add_people, enter, register
from registrations.services.submission import Contact, GivenAnswer, Person, Submission
from registrations.services.transfers import merge, merge_organisations, move
from registrations.services.waiting import accept, decline, expire, rejoin, stop_waiting_together
from registrations.services.walk_ins import SameName, walk_in

__all__ = [
    "AlreadyRegistered",
    "Because",
    "Contact",
    "GivenAnswer",
    "NoPlaceLeft",
    "OnlySomeFit",
    "Person",
    "RegistrationRefused",
    "Said",
    "SameName",
    "Submission",
    "TickedOtherwise",
    "accept",
    "add_people",
    "answer_need",
    "approve",
    "arrive",
    "ask_for_links",
    "by_person",
    "by_staff",
    "called",
    "cancel",
    "cancel_people",
    "change_capacity",
    "change_contact",
    "change_person",
    "compare_signed_list",
    "confirm_second_form",
    "copy_questions",
    "correct_email",
    "database_clock",
    "decline",
    "duplicate_certificate",
    "enter",
    "expire",
    "file_signed_list",
    "forget_orphans",
    "forget_second_forms",
    "give_place",
    "give_places",
    "issue_certificates",
    "let_in",
    "lock",
    "mark_rest_absent",
    "merge",
    "merge_organisations",
    "move",
    "paper_of",
    "people_who_came",
    "print_certificate",
    "print_certificates",
    "refuse",
    "register",
    "reissue_certificate",
    "rejoin",
    "remind",
    "revoke_certificate",
    "save_questions",
    "send_links",
    "send_message",
    "serve_waiting_list",
    "stop_waiting_together",
    "store_file",
    "take_certificate",
    "take_out",
    "tell_if_due",
    "tell_later",
    "tell_nobody",
    "tell_now",
    "tell_of_certificate",
    "thank",
    "tick",
    "walk_in",
    "whom_to_tell",
    "whom_to_thank",
    "withdraw_consent",
    "withdraw_signed_list",
]
