"""What a browser would send from a form of the administration."""


def answers(client, address, **changes):
    """What the form of that page would send if nothing but the changes were typed."""
    page = client.get(address).context
    form, formsets = page["adminform"].form, page["inline_admin_formsets"]
    sent = {"_seen": getattr(form, "seen", "")}
    for part in [
        form,
        *(one.formset.management_form for one in formsets),
        *(row for one in formsets for row in one.formset.forms),
    ]:
        for field in part:
            sent |= parts_of(field)
    return sent | changes


def parts_of(field):
    """A date with its hour is sent as two inputs."""
    value = field.value()
    if hasattr(field.field.widget, "decompress"):
        pieces = field.field.widget.decompress(value)
        inputs = enumerate(zip(field.field.widget.widgets, pieces, strict=True))
        return {f"{field.html_name}_{n}": w.format_value(piece) or "" for n, (w, piece) in inputs}
    if value is None or value is False:
        return {}
    return {field.html_name: value}
