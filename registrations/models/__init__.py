"""Registrations, the people in them, what they need and what they acknowledged."""

from registrations.models.consent import Consent
from registrations.models.need import AccessibilityNeed
from registrations.models.organisation import Organisation
from registrations.models.participant import Participant
from registrations.models.registration import Registration

__all__ = ["AccessibilityNeed", "Consent", "Organisation", "Participant", "Registration"]
