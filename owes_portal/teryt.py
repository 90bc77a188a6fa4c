"""The official TERC file of counties and municipalities: read it and bring the tables up to date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from owes_portal.models import County, Municipality

HEADER = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"
TWO_DIGITS = re.compile(r"[0-9]{2}")
AREA = re.compile(r"[0-9]{2}(?:[0-9]{2})?")
LONGEST_NAME = 60
KINDS = frozenset(Municipality.Kind.values)
# Not municipalities but parts of them: a town, its villages, districts of a city.
KINDS_OF_PARTS = frozenset("4589")


class TercError(Exception):
    """The file is not what the statistical office publishes; the text names the line."""


@dataclass(frozen=True)
class CountyRow:
    code: str
    name: str
    is_city: bool


@dataclass(frozen=True)
class MunicipalityRow:
    code: str
    name: str


@dataclass(frozen=True)
class Terc:
    counties: Sequence[CountyRow]
    municipalities: Sequence[MunicipalityRow]

    def within(self, areas: Sequence[str]) -> "Terc":
        """Only the counties (four digits) and voivodeships (two) asked for; each must be there."""
        for area in areas:
            here = any(row.code.startswith(area) for row in self.counties)
            if not here or not AREA.fullmatch(area):
                raise TercError(f"The file holds no county of {area}.")
        asked = tuple(areas)
        return Terc(
            [row for row in self.counties if row.code.startswith(asked)],
            [row for row in self.municipalities if row.code.startswith(asked)],
        )


# Reading


def parse(content: bytes) -> Terc:
    """Read a whole TERC file, with or without a byte order mark. Raises TercError."""
    lines = _lines(content)
    if next(lines, (1, ""))[1] != HEADER:
        raise TercError(f"Line 1 must be {HEADER}")
    counties: dict[str, CountyRow] = {}
    municipalities: dict[str, MunicipalityRow] = {}
    for number, line in lines:
        try:
            _take_row(line.split(";"), counties, municipalities)
        except ValueError as problem:
            raise TercError(f"Line {number}: {problem}") from None
    if not municipalities:
        raise TercError("The file holds no municipality.")
    return Terc(list(counties.values()), list(municipalities.values()))


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines that hold something, each with its number."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        number = content.count(b"\n", 0, problem.start) + 1
        raise TercError(f"Line {number}: this is not UTF-8.") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.removesuffix("\r")


def _take_row(
    fields: list[str],
    counties: dict[str, CountyRow],
    municipalities: dict[str, MunicipalityRow],
) -> None:
    """File one row where it belongs. Raises ValueError."""
    if len(fields) != HEADER.count(";") + 1:
        raise ValueError(f"{len(fields)} fields instead of {HEADER.count(';') + 1}")
    voivodeship, county, municipality, kind, name, name_added, _ = fields
    county_code = _code(voivodeship, county)
    if kind in KINDS:
        if county_code not in counties:
            raise ValueError(f"county {county_code} is not above its municipality")
        code = _code(voivodeship, county, municipality) + kind
        _add(municipalities, MunicipalityRow(code, _name(name)), key=code[:6])
    elif county and not municipality:
        row = CountyRow(county_code, _name(name), _is_city(name_added))
        _add(counties, row, key=county_code)
    elif kind and kind not in KINDS_OF_PARTS:
        raise ValueError(f"„{kind}” is not a kind of municipality")


def _code(voivodeship: str, *rest: str) -> str:
    """The digits of the given parts; a voivodeship's own row has only the first."""
    parts = [voivodeship, *rest] if any(rest) else [voivodeship]
    for part in parts:
        if not TWO_DIGITS.fullmatch(part):
            raise ValueError(f"„{part}” is not a code of two digits")
    return "".join(parts)


def _name(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise ValueError(f"„{name[:LONGEST_NAME]}” is not a name")
    return name.strip()


def _is_city(name_added: str) -> bool:
    """Warsaw's county has words of its own before „na prawach powiatu”."""
    if name_added != "powiat" and not name_added.endswith("na prawach powiatu"):
        raise ValueError(f"„{name_added[:LONGEST_NAME]}” is not a kind of county")
    return name_added != "powiat"


def _add(rows: dict, row: CountyRow | MunicipalityRow, *, key: str) -> None:
    if key in rows:
        raise ValueError(f"code {key} stands here twice")
    rows[key] = row


# Writing


def apply(terc: Terc, *, served: Sequence[str] | None = None, dry_run: bool = False) -> list[str]:
    """Bring counties and municipalities up to date; return what changed, one line each.

    1. Counties are added or renamed; `served` names those of the centre's subregion, and without
    it nothing changes in that respect. 2. A municipality is known by its first six digits: the
    seventh changes when a village gets town rights. 3. What has vanished from an imported county
    stays, because registrations point to it, but is no longer offered.

    Raises TercError for a served county that is not imported.
    """
    strange = set(served or ()) - {row.code for row in terc.counties}
    if strange:
        raise TercError(f"Not among the imported counties: {', '.join(sorted(strange))}.")
    with transaction.atomic():
        changes = [*_apply_counties(terc, served), *_apply_municipalities(terc), *_retire(terc)]
        transaction.set_rollback(dry_run)
    return changes


def _apply_counties(terc: Terc, served: Sequence[str] | None) -> Iterator[str]:
    known = County.objects.in_bulk()
    for row in terc.counties:
        county = known.get(row.code) or County(code=row.code, is_served=False)
        is_served = county.is_served if served is None else row.code in served
        wanted = {"name": row.name, "is_city": row.is_city, "is_served": is_served}
        yield from _update(county, wanted, is_new=row.code not in known)


def _apply_municipalities(terc: Terc) -> Iterator[str]:
    known = {place.code: place for place in Municipality.objects.all()}
    known_by_six_digits = {place.code[:6]: place for place in known.values()}
    for row in terc.municipalities:
        place = known.get(row.code) or known_by_six_digits.get(row.code[:6])
        wanted = {
            "code": row.code,
            "name": row.name,
            "kind": row.code[6],
            "county_id": row.code[:4],
            "is_current": True,
        }
        yield from _update(place or Municipality(), wanted, is_new=place is None)


def _update(row: County | Municipality, wanted: dict, *, is_new: bool) -> Iterator[str]:
    """Save the row if anything differs and say what."""
    before = {name: getattr(row, name) for name in wanted}
    changed = [name for name in wanted if before[name] != wanted[name]]
    if not is_new and not changed:
        return
    for name in changed:
        setattr(row, name, wanted[name])
    row.save(force_insert=is_new)
    if is_new:
        yield f"+ {row.code} {row.name}"
    else:
        told = ", ".join(f"{name} {before[name]} → {wanted[name]}" for name in changed)
        yield f"~ {row.code} {row.name}: {told}"


def _retire(terc: Terc) -> Iterator[str]:
    """Within the imported counties only: another county's absence says nothing."""
    in_file = [row.code for row in terc.municipalities]
    imported = [row.code for row in terc.counties]
    gone = Municipality.objects.current().filter(county__in=imported).exclude(code__in=in_file)
    for place in gone:
        place.is_current = False
        place.save(update_fields=["is_current"])
        yield f"- {place.code} {place.name}"
