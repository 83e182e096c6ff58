"""The services the portal stands on, each private to this checkout."""
