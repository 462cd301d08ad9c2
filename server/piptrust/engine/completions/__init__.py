"""What can be written at a caret: one kind of completion a file, all pure functions of a view and a place."""
