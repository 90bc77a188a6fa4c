"""What there is of a page in other languages than Polish."""

from django.db import models

from owes_portal.models.rich_text import RichTextField


class Translations(models.JSONField):
    """Texts by language ("en", "uk"), then by the name of the field that they translate."""

    def deconstruct(self):
        """To the database it is plain JSON."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def pre_save(self, model_instance, add):
        """Clean what came past the forms too; what says nothing is not kept."""
        stored = super().pre_save(model_instance, add)
        clean = {language: _clean(model_instance, texts) for language, texts in stored.items()}
        kept = {language: texts for language, texts in clean.items() if texts}
        setattr(model_instance, self.attname, kept)
        return kept


def _clean(row: models.Model, texts: dict[str, str]) -> dict[str, str]:
    clean = {name: _cleaned(row, name, texts.get(name, "")) for name in row.TRANSLATED}
    return {name: text for name, text in clean.items() if text}


def _cleaned(row: models.Model, name: str, text: str) -> str:
    field = row._meta.get_field(name)
    return field.sanitize(text.strip()) if isinstance(field, RichTextField) else text.strip()
