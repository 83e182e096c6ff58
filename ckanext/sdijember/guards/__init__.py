"""Actions of CKAN that must not go round the review, refused or fenced."""
