"""The tools of every paper, the text of none: DOCX, PDF, ZIP, fonts, the electronic seal."""
