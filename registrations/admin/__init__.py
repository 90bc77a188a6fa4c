"""Registrations, their people, invitations and the forms of events in the administration."""

from registrations.admin.event_questions import EventQuestionsAdmin
from registrations.admin.invitations import InvitationAdmin
from registrations.admin.organisations import OrganisationAdmin
from registrations.admin.participants import ParticipantAdmin
from registrations.admin.registrations import RegistrationAdmin

__all__ = [
    "EventQuestionsAdmin",
    "InvitationAdmin",
    "OrganisationAdmin",
    "ParticipantAdmin",
    "RegistrationAdmin",
]
