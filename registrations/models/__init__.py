"""Registrations, the people in them, what they need, what they answered and what happened to them."""

from registrations.models.attendance import Attendance, Tick
from registrations.models.certificate import Certificate, CertificateDeed
from registrations.models.change import Change
from registrations.models.consent import Consent
from registrations.models.event_questions import EventQuestions
from registrations.models.invitation import Invitation
from registrations.models.link_request import LinkRequest
from registrations.models.look import LastLook
from registrations.models.message import Message
from registrations.models.need import AccessibilityNeed
from registrations.models.notice import Notice
from registrations.models.organisation import Organisation
from registrations.models.participant import Participant
from registrations.models.question import Answer, Question
from registrations.models.registration import Registration
from registrations.models.signed_list import Comparison, SignedList
from registrations.models.states import Status, Verb
from registrations.models.upload import Upload

__all__ = [
    "AccessibilityNeed",
    "Answer",
    "Attendance",
    "Certificate",
    "CertificateDeed",
    "Change",
    "Comparison",
    "Consent",
    "EventQuestions",
    "Invitation",
    "LastLook",
    "LinkRequest",
    "Message",
    "Notice",
    "Organisation",
    "Participant",
    "Question",
    "Registration",
    "SignedList",
    "Status",
    "Tick",
    "Upload",
    "Verb",
]
