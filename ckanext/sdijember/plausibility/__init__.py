"""Is a table plausible: figures of columns, missing regions, marks on what stands out, and what producers answer."""
