"""The dataset of Satu Data: its fields, links, data dictionary, completeness and pages."""
