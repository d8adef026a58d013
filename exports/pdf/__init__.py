"""PDFs with fpdf2: black text in a Song typeface, selectable, made for paper."""
