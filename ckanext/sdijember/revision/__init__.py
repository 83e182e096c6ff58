"""Changing what is published: working copies, merging, versions, and the tables that follow."""
