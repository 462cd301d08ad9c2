"""What pip makes of files, variables and versions: pure functions of data gathered elsewhere."""
