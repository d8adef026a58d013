"""Dialogs in which one record is entered or one thing is done."""
