"""Lists of records, as long as they like."""
