"""verbale."""
