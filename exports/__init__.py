"""Workbooks and PDFs: values and words in, a file out."""
