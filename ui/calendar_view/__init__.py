"""The service calendar as a month and as an agenda."""
