"""Icons and catalogues of translations."""
