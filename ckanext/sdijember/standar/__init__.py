"""The register of Standar Data: entries are proposed, decided on and changed by version."""
