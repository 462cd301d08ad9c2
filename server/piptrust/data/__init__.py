"""Generated tables, each beside the script that makes it."""
