"""Kinds of documents: what each is called, who may take it out, and where staff ask for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PARTICIPANT_LIST = "participant_list", _("attendance list")
    DOOR_LIST = "door_list", _("list for the door")
    MATERIALS_RECEIPT = "materials_receipt", _("receipt of materials")
    CATERING = "catering", _("catering")
    TRANSPORT = "transport", _("transport list")
    BADGES = "badges", _("name badges")
    PROGRAMME = "programme", _("programme of the event")
    ATTENDANCE_SUMMARY = "attendance_summary", _("summary of attendance")
    CERTIFICATE = "certificate", _("certificate")
    CERTIFICATES = "certificates", _("certificates of an event")
    CERTIFICATE_RECEIPT = "certificate_receipt", _("receipt of certificates")
    CERTIFICATE_REGISTER = "certificate_register", _("register of certificates")
    REGISTRATIONS_TABLE = "registrations_table", _("table of registrations")
    ATTENDANCE_TABLE = "attendance_table", _("table of attendance")
    NEEDS_TABLE = "needs_table", _("table of needs")
    CATERING_TABLE = "catering_table", _("table of catering")
    REGISTER_TABLE = "register_table", _("table of certificates")
    SCHEDULE = "schedule", _("schedule of support")
    AUDIT_FOLDER = "audit_folder", _("folder of the event")


# They take data out of the portal, to be worked on elsewhere.
EXPORTS = {
    Kind.REGISTRATIONS_TABLE,
    Kind.ATTENDANCE_TABLE,
    Kind.NEEDS_TABLE,
    Kind.CATERING_TABLE,
    Kind.REGISTER_TABLE,
    Kind.AUDIT_FOLDER,
}
PROTECTED = {Kind.NEEDS_TABLE}  # Only who asked for them may take them out.
RIGHT_TO_OTHERS = "registrations.view_participant"
RIGHTS = {
    Kind.CERTIFICATE: "registrations.view_certificate",
    Kind.CERTIFICATES: "registrations.view_certificate",
    Kind.CERTIFICATE_RECEIPT: "registrations.view_certificate",
    Kind.CERTIFICATE_REGISTER: "registrations.view_certificate",
    Kind.REGISTRATIONS_TABLE: "registrations.export_registrations",
    Kind.ATTENDANCE_TABLE: "registrations.export_registrations",
    Kind.CATERING_TABLE: "registrations.export_registrations",
    Kind.REGISTER_TABLE: "registrations.export_registrations",
    Kind.NEEDS_TABLE: "registrations.export_needs",
    Kind.SCHEDULE: "events.view_event",
    Kind.AUDIT_FOLDER: "registrations.export_registrations",
}
# The number of what they are about stands at {}.
PAGE_OF_OTHERS = "/panel/wydarzenia/{}/dokumenty/"
PAGES = {
    Kind.REGISTRATIONS_TABLE: "/panel/wydarzenia/{}/tabele/",
    Kind.ATTENDANCE_TABLE: "/panel/wydarzenia/{}/tabele/",
    Kind.CATERING_TABLE: "/panel/wydarzenia/{}/tabele/",
    Kind.NEEDS_TABLE: "/panel/wydarzenia/{}/tabele/potrzeby/",
    Kind.CERTIFICATE: "/panel/zaswiadczenia/{}/",
    Kind.CERTIFICATES: "/panel/wydarzenia/{}/zaswiadczenia/pdf/",
    Kind.CERTIFICATE_REGISTER: "/panel/zaswiadczenia/rejestr/{}/",
    Kind.REGISTER_TABLE: "/panel/zaswiadczenia/rejestr/{}/tabela/",
    Kind.SCHEDULE: "/panel/harmonogram/",
    Kind.AUDIT_FOLDER: "/panel/wydarzenia/{}/teczka/",
}


def right_to(kind: str) -> str:
    """What somebody must be allowed to do in order to ask for documents of that kind."""
    return RIGHTS.get(kind, RIGHT_TO_OTHERS)
