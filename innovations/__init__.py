"""Examples of social innovations."""
