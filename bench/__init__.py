"""How fast the portal is, how much it needs, beside a bare Django view and a bare transaction."""
