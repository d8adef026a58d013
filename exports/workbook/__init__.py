"""Workbooks with openpyxl: true numbers and dates, real formulas with their cached values."""
