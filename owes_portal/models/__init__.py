"""The nouns that the four apps share."""

from owes_portal.models.audit import AccessRecord
from owes_portal.models.consents import ConsentText
from owes_portal.models.dead_address import DeadAddress
from owes_portal.models.declaration import AccessibilityDeclaration
from owes_portal.models.documents import Document
from owes_portal.models.heartbeat import Heartbeat
from owes_portal.models.limits import LimitWindow
from owes_portal.models.mail import OutgoingMail
from owes_portal.models.numbers import NumberSeries
from owes_portal.models.old_addresses import OldAddress
from owes_portal.models.operator import ContactPerson, Office, Operator
from owes_portal.models.pages import Page
from owes_portal.models.places import County, Municipality
from owes_portal.models.projects import FundingMark, Partner, Project, ProjectPicture
from owes_portal.models.revisions import Revision
from owes_portal.models.topics import Topic

__all__ = [
    "AccessRecord",
    "AccessibilityDeclaration",
    "ConsentText",
    "ContactPerson",
    "County",
    "DeadAddress",
    "Document",
    "FundingMark",
    "Heartbeat",
    "LimitWindow",
    "Municipality",
    "NumberSeries",
    "Office",
    "OldAddress",
    "Operator",
    "OutgoingMail",
    "Page",
    "Partner",
    "Project",
    "ProjectPicture",
    "Revision",
    "Topic",
]
