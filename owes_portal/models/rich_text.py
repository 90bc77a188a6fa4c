"""Rich text of a fixed, small schema, cleaned whenever it is stored."""

from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}


class RichTextField(ProseEditorField):
    """HTML of paragraphs, headings 2-4, lists, links, quotations and tables."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, extensions=EXTENSIONS, sanitize=True, **kwargs)

    def pre_save(self, model_instance, add):
        """Clean what came past the forms too: imports, scripts, the shell."""
        clean = self.sanitize(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, clean)
        return clean
