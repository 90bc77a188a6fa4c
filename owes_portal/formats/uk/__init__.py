"""Ukrainian formats."""
