"""One rule a file, each a pure function of a View. The file's name is the rule's id with underscores."""
