"""Pages of sign-up and the person's own pages behind secret links."""
