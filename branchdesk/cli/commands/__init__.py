"""One function per command: options and session in, a Result out."""
