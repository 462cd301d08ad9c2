"""What is shown beside the text without being asked for: pure functions of documents and spans."""
