"""One builder of changes a file. The file's name is the fix's id with underscores."""
