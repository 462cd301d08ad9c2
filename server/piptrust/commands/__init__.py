"""One sub-command a file: what it takes, and what it does. Each is imported only when it is called."""
