"""Documents to print and sign. What a document says is a ``layout.Document``; DOCX and PDF are made of the same one."""
