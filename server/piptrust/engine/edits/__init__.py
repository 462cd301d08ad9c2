"""Changes to files: how entries are found, inserted and moved, and how everything is written."""
