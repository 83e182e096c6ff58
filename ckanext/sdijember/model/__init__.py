"""Our tables, one module per aggregate."""
