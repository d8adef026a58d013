"""How a spreadsheet becomes records: columns, cells, and one recipe for each kind of list."""
