"""The teams of Satu Data as CKAN groups of the type ``tim-sdi``, with their member pages."""
