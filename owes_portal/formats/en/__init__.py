"""English formats, of Europe."""
