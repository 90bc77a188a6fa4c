"""Where old addresses lead: written down so that none leads to another one, or back to itself."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from owes_portal.models import OldAddress
from owes_portal.models.publishing import Publishable
from owes_portal.old_addresses.spelling import key, parents, without_language

# A number of our own for PostgreSQL's advisory locks: who holds it writes into the book.
TURN = 7_310_404
CIRCLE = None


class Leads:
    """All old addresses as they would lead; nothing is written."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}  # of pages that have moved: what lies below goes along
        self.pages: dict[str, str] = {}
        for old in OldAddress.objects.prefetch_related("row"):
            if old.target:
                self.pages[key(old.path)] = old.target
            elif old.row is not None:
                self.rows[old.path] = old.row.get_absolute_url()

    def end_of(self, address: str) -> str | None:
        """The page at which whoever follows that address arrives; CIRCLE if at none."""
        seen = set()
        while (following := self._following(address)) is not None:
            seen.add(key(address))
            if key(following) in seen:
                return CIRCLE
            address = following
        return address

    def _following(self, address: str) -> str | None:
        if key(address) in self.pages:
            return self.pages[key(address)]
        for path in [f"{key(address)}/", *parents(address)]:
            if path in self.rows:
                return self.rows[path] + address[len(path) :]
        return None


@transaction.atomic
def lead(wanted: Mapping[str, str]) -> None:
    """Write down where these old addresses lead; what led to one of them leads on.

    What `table.judged` finds fault with must not come here.
    """
    take_turn()
    leads = Leads()
    leads.pages |= {key(path): target for path, target in wanted.items()}
    known = {old.path: old for old in OldAddress.objects.exclude(target="")}
    added = {path: OldAddress(path=path) for path in wanted if path not in known}
    for path, old in (known | added).items():
        target = wanted.get(path, old.target)
        old.target = leads.end_of(target) or target
    OldAddress.objects.bulk_update(known.values(), ["target"], batch_size=500)
    OldAddress.objects.bulk_create(added.values())


@transaction.atomic
def keep(row: Publishable, *, before: str, now: str) -> None:
    """The row has moved: what leads to its address of before leads to it from now on."""
    take_turn()
    before, now = without_language(before), without_language(now)
    # A page stands there again; otherwise it would lead to itself when it is withdrawn one day.
    OldAddress.objects.filter(path__in=[now, key(now)]).delete()
    kind = ContentType.objects.get_for_model(row)
    leads_to_row = {"content_type": kind, "object_id": row.pk, "target": ""}
    OldAddress.objects.update_or_create(path=before, defaults=leads_to_row)
    moved = list(OldAddress.objects.filter(target__startswith=before))
    for old in moved:
        old.target = now + old.target[len(before) :]
    OldAddress.objects.bulk_update(moved, ["target"])


def take_turn() -> None:
    """Two who write at once could make a circle that neither of them sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
